import { AppError } from '../platform/app-error.ts';
import { issueNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext } from '../platform/router/handlers.ts';

/** The next number of the committee’s pattern, or the number of a paper case. Errors: `case.numberTaken`. */
export async function caseNumber(
  context: CommandContext,
  caseId: string,
  input: { acceptedOn: string; manualNumber: string },
): Promise<string> {
  const request = { kind: 'case' as const, on: input.acceptedOn, ownerId: caseId };
  if (input.manualNumber === '') return (await issueNumber(context, request)).number;
  try {
    return (await issueNumber(context, { ...request, manual: input.manualNumber })).number;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'record.duplicate') throw error;
    throw new AppError('case.numberTaken', {
      params: { number: input.manualNumber },
      fields: { manualNumber: { code: 'field.taken' } },
    });
  }
}
