import { library } from '@crmkit/devkit/tsup';

export default library(['src/index.ts', 'src/worker.ts', 'src/cli/main.ts']);
