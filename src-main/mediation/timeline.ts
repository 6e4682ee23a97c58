/** What can stand on the timeline of a case; the sentence is `timeline.<code>` in i18n. */
export const timelineCodes = [
  'applied', // {source}
  'accepted', // {number}
  'rightsNotified',
  'declined', // {reason}
  'suspended', // {suspension, to}
  'resumed', // {suspension}
  'extended', // {to}
  'session', // {number, late: 'yes' | ''}
  'caucus', // {number}; told to the mediators of the case alone
  'agreementConcluded', // {form}
  'paperIssued', // {kind, number, documentId}
  'agreementEffective', // {number}
  'agreementWithdrawn', // {number}
  'agreementReplaced', // {number}
  'agreementRestored', // {number}
  'receipt', // {amountFen}
  'itemDone',
  'itemRefused',
  'urged',
  'visited', // {visit}
  'confirmation', // {step, court}
  'courtFiled', // {court, courtStep}
  'courtDecided', // {courtResult, courtStep}
  'closed', // {outcome}
  'terminated', // {reason}
  'enteredLate', // {courseStep, to}: on which day it was entered that it had happened on another
  'corrected', // {courseStep, to}
] as const;
export type TimelineCode = (typeof timelineCodes)[number];

export interface TimelineEntry {
  on: string;
  what: TimelineCode;
  params: Record<string, string>;
}

export interface TimelineSource {
  appliedOn: string;
  source: string;
  number: string | null;
  acceptedOn: string | null;
  rightsNotifiedOn: string | null;
  declinedOn: string | null;
  declineReason: string;
  sessions: readonly { heldOn: string; number: number; late: boolean }[];
  agreement: {
    form: string;
    concludedOn: string | null;
    number: string | null;
    effectiveOn: string | null;
  } | null;
  papers: readonly { on: string; kind: string; number: string; id: string }[];
  closedOn: string | null;
  outcome: string | null;
  terminatedOn: string | null;
  terminationReason: string;
  /** What was recorded beside the course itself (timeline-store.ts). */
  records: readonly TimelineEntry[];
}

/** What happened to a case, oldest first; of one day in the order of the codes above. */
export function timelineOf(source: TimelineSource): TimelineEntry[] {
  const entries: TimelineEntry[] = [...source.records];
  const add = (on: string | null | undefined, what: TimelineCode, params: Record<string, string> = {}) => {
    if (on) entries.push({ on, what, params });
  };
  add(source.appliedOn, 'applied', { source: source.source });
  add(source.acceptedOn, 'accepted', { number: source.number ?? '' });
  add(source.rightsNotifiedOn, 'rightsNotified');
  add(source.declinedOn, 'declined', { reason: source.declineReason });
  for (const one of source.sessions) {
    add(one.heldOn, 'session', { number: String(one.number), late: one.late ? 'yes' : '' });
  }
  const { agreement } = source;
  add(agreement?.concludedOn, 'agreementConcluded', { form: agreement?.form ?? '' });
  for (const paper of source.papers) {
    add(paper.on, 'paperIssued', { kind: paper.kind, number: paper.number, documentId: paper.id });
  }
  add(agreement?.effectiveOn, 'agreementEffective', { number: agreement?.number ?? '' });
  add(source.closedOn, 'closed', { outcome: source.outcome ?? '' });
  add(source.terminatedOn, 'terminated', { reason: source.terminationReason });
  const place = (entry: TimelineEntry) => timelineCodes.indexOf(entry.what);
  return entries.sort((a, b) => (a.on === b.on ? place(a) - place(b) : a.on < b.on ? -1 : 1));
}
