import type { Marked } from '../../src-main/contract/mediation/search.ts';

/** Plain text with the words that were searched for marked; the server says where they stand, and sends no markup. */
export function MarkedText({ value: { text, marks } }: { value: Marked }) {
  const pieces = marks.flatMap(([from, to], index) => [
    text.slice(index === 0 ? 0 : (marks[index - 1]?.[1] ?? 0), from),
    <mark key={from}>{text.slice(from, to)}</mark>,
  ]);
  return (
    <span>
      {pieces}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </span>
  );
}
