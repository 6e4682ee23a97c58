import type { Reader } from '../../platform/database/handles.ts';
import type { CaseContext } from '../case-store.ts';
import { ConfirmationPackets } from './entities.ts';

/** A line of the packet for the court. */
export interface PacketLine {
  code: string;
  name: string;
  required: boolean;
  /** Ticked by hand, or attached by being issued here. */
  ready: boolean;
  /** Papers of this case that fulfil the line, the latest issue of each. */
  attached: { id: string; title: string }[];
}

/**
 * The packet of a joint request for judicial confirmation (confirmation-papers.json): what was issued on the case is
 * attached by itself, the rest is ticked by hand. `on`: the day whose list counts.
 */
export async function packetOf(
  { tx, services, actor }: Pick<CaseContext, 'tx' | 'services' | 'actor'>,
  caseId: string,
  on: string,
): Promise<{ version: number; lines: PacketLine[] }> {
  const packet = await tx.find(ConfirmationPackets).findOneBy({ case_id: caseId });
  const ticked = new Set(packet ? (JSON.parse(packet.ready) as string[]) : []);
  const issued = await latestIssues(tx, caseId);
  const lines = services.reference
    .inForce('confirmationPapers', actor.committee.region, on)
    .map(({ code, name, required, papers }) => {
      const attached = issued
        .filter((one) => papers.includes(one.paper))
        .map(({ id, title }) => ({ id, title }));
      return { code, name, required, ready: ticked.has(code) || attached.length > 0, attached };
    });
  return { version: packet?.version ?? 0, lines };
}

/** Of several issues of one paper about one thing the last one goes to the court. */
async function latestIssues(tx: Reader, caseId: string) {
  const rows = await tx.all<{ id: string; title: string; paper: string; subject: string }>(
    `SELECT d.id, d.title, p.paper, p.subject FROM issued_papers p JOIN documents d ON d.id = p.document_id
     WHERE p.case_id = ? ORDER BY d.issued_at, d.id`,
    [caseId],
  );
  return [...new Map(rows.map((row) => [`${row.paper}/${row.subject}`, row])).values()];
}
