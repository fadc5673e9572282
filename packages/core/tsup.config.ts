import { library } from '@crmkit/devkit/tsup';

export default library(['src/index.ts', 'src/testing.ts', 'src/expressions.ts']);
