/** Something the person at the keyboard can put right; it is shown without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    message: string,
    /** 2 for a wrong call, 1 for input that cannot be used. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
