import type { Finding } from '../contract/mediation/finding.ts';
import type { CheckedSheet } from './sheet-draft.ts';

/**
 * A line printed for one person and entered for another: a mistake, or somebody signed in another’s place.
 * @param printedFor person by code, without the lines that were printed for whoever comes
 */
export function checkCodes(
  sheet: CheckedSheet,
  printedFor: ReadonlyMap<string, { memberId: string; name: string }>,
  members: ReadonlyMap<string, { name: string }>,
): Finding[] {
  return sheet.lines.flatMap((line, index): Finding[] => {
    const printed = printedFor.get(line.printedCode ?? '');
    if (!printed || line.memberId === undefined || line.memberId === printed.memberId) return [];
    return [
      {
        code: 'sheet.printedForOther',
        severity: 'warning',
        place: `lines.${index}.memberId`,
        params: { name: members.get(line.memberId)?.name ?? '', printed: printed.name },
        source: line.printedCode ?? '',
      },
    ];
  });
}
