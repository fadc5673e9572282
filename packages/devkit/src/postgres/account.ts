import { execFileSync } from 'node:child_process';

export type Account = { readonly uid: number; readonly gid: number };

/** The account a Postgres server has to run under, or undefined when that is the current one (not root). */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = findAccount('postgres') ?? findAccount('nobody');
  if (found) return found;
  execFileSync('useradd', ['--system', '--no-create-home', 'postgres']);
  return findAccount('postgres');
}

function findAccount(name: string): Account | undefined {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return undefined;
  }
}
