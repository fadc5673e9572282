import { library } from '@crmkit/devkit/tsup';

export default library(['src/index.ts', 'src/testing.ts', 'src/labels.ts', 'src/expressions.ts', 'src/storage.ts']);
