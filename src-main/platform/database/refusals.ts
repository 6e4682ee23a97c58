import { errorCodes, type ErrorCode } from '../../contract/errors.ts';
import { AppError } from '../app-error.ts';
import { driverCode } from './driver.ts';

/**
 * Turns what the database itself refuses into the program's own refusals: a trigger names its error code in
 * RAISE(ABORT, 'ledger.alreadyReversed'); a full disk and a lock held too long have codes of their own.
 */
export function refusalOf(error: unknown): unknown {
  const code = driverCode(error);
  if (code === undefined || !(error instanceof Error)) return error;
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR') return new AppError('database.full');
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return new AppError('database.busy');
  const named = /SQLITE_CONSTRAINT: ([a-z]+\.[a-zA-Z]+)$/.exec(error.message)?.[1];
  return named !== undefined && isErrorCode(named) ? new AppError(named) : error;
}

function isErrorCode(text: string): text is ErrorCode {
  return (errorCodes as readonly string[]).includes(text);
}
