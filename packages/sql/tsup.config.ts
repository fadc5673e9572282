import { library } from '@crmkit/devkit/tsup';

export default library();
