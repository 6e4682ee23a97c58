import type { DocumentView } from '../../contract/documents.ts';
import { AppError } from '../app-error.ts';
import type { Reader } from '../database/handles.ts';
import { prepared, type HandlersOf } from '../router/handlers.ts';
import type { Actor } from '../router/session.ts';
import type { DocumentRow } from './entities.ts';
import { fileName, readDocument } from './registry.ts';

export const documentHandlers: HandlersOf<'documents'> = {
  async 'documents.list'({ tx, actor }, { owner, kind, text, page }) {
    const filter = listFilter(actor, { owner, kind, text });
    const rows = await tx.all<ListedDocument>(
      `SELECT ${columns} FROM documents JOIN users ON users.id = issued_by ${filter.where}
       ORDER BY issued_at DESC, documents.id DESC LIMIT ? OFFSET ?`,
      [...filter.params, page.limit, page.offset],
    );
    const count = await tx.get<{ total: number }>(
      `SELECT COUNT(*) AS total FROM documents ${filter.where}`,
      filter.params,
    );
    return { rows: rows.map(view), total: count?.total ?? 0 };
  },

  async 'documents.read'({ tx, actor }, { id }) {
    const { row, bytes } = await readAllowed(tx, actor, id);
    const issuer = await tx.get<{ display_name: string }>('SELECT display_name FROM users WHERE id = ?', [
      row.issued_by,
    ]);
    return {
      ...view({ ...row, issuer: issuer?.display_name ?? '' }),
      pdf: { name: fileName(row.title), pages: row.pages, base64: bytes.toString('base64') },
    };
  },

  'documents.saveAs': prepared<'documents.saveAs', string | null>({
    async prepare({ read, actor, services }, { id }) {
      const { row, bytes } = await read((tx) => readAllowed(tx, actor, id));
      const answer = await services.ports.dialogs.saveFile({
        suggestedName: fileName(row.title),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
        bytes,
      });
      return answer === 'cancelled' ? null : answer.savedAs;
    },
    async commit({ audit }, { id }, savedAs) {
      audit(`document:${id}`, { exported: savedAs !== null });
      return { savedAs };
    },
  }),

  'documents.print': prepared<'documents.print', boolean>({
    async prepare({ read, actor, services }, { id, copies }) {
      const { row, bytes } = await read((tx) => readAllowed(tx, actor, id));
      return (await services.ports.printer.print({ name: fileName(row.title), bytes, copies })) === 'printed';
    },
    async commit({ audit }, { id, copies }, printed) {
      audit(`document:${id}`, { printed, copies });
      return { printed };
    },
  }),

  'documents.open': prepared<'documents.open', void>({
    async prepare({ read, actor, services }, { id }) {
      const { row, bytes } = await read((tx) => readAllowed(tx, actor, id));
      await services.ports.viewer.open({ name: fileName(row.title), bytes });
    },
    async commit({ audit }, { id }) {
      audit(`document:${id}`, { opened: true });
      return {};
    },
  }),
};

type ListedDocument = Omit<DocumentRow, 'snapshot'> & { issuer: string };

const columns =
  'documents.id, kind, number, title, owner, template_version, pages, bytes, sha256, issued_at, issued_by, display_name AS issuer';

/** Which kinds an account may see: case papers to mediation staff, statements to time-bank staff, all to inspectors. */
function visiblePrefixes(actor: Actor): string[] {
  const has = (...roles: Actor['roles'][number][]) => actor.roles.some((role) => roles.includes(role));
  const prefixes: string[] = [];
  if (has('administrator', 'auditor', 'clerk', 'mediator')) prefixes.push('mediation.');
  if (has('administrator', 'auditor', 'clerk', 'coordinator')) prefixes.push('timebank.');
  return prefixes;
}

/** Subsidy sheets and their corrections tell what everybody is paid: a mediator reads his own lines elsewhere, and no more. */
const payroll: readonly string[] = ['mediation.subsidySheet', 'mediation.subsidyCorrection'];

const maySeePayroll = (actor: Actor): boolean =>
  actor.roles.some((role) => role === 'administrator' || role === 'auditor' || role === 'clerk');

async function readAllowed(tx: Reader, actor: Actor, id: string) {
  const document = await readDocument(tx, id);
  const { kind } = document.row;
  const visible = visiblePrefixes(actor).some((prefix) => kind.startsWith(prefix));
  if (!visible || (payroll.includes(kind) && !maySeePayroll(actor))) {
    throw new AppError('session.roleMissing');
  }
  return document;
}

function listFilter(
  actor: Actor,
  filter: { owner?: string | undefined; kind?: string | undefined; text: string },
) {
  const prefixes = visiblePrefixes(actor);
  const conditions = [prefixes.length === 0 ? '0' : `(${prefixes.map(() => `kind LIKE ?`).join(' OR ')})`];
  const params = prefixes.map((prefix) => `${prefix}%`);
  if (!maySeePayroll(actor)) {
    conditions.push(`kind NOT IN (${payroll.map(() => '?').join(', ')})`);
    params.push(...payroll);
  }
  if (filter.owner !== undefined) {
    conditions.push('owner = ?');
    params.push(filter.owner);
  }
  if (filter.kind !== undefined) {
    conditions.push('kind = ?');
    params.push(filter.kind);
  }
  if (filter.text !== '') {
    conditions.push(`(number LIKE ? ESCAPE '\\' OR title LIKE ? ESCAPE '\\')`);
    const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
    params.push(pattern, pattern);
  }
  return { where: `WHERE ${conditions.join(' AND ')}`, params };
}

function view(row: ListedDocument): DocumentView {
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    owner: row.owner,
    pages: row.pages,
    bytes: row.bytes,
    sha256: row.sha256,
    issuedAt: row.issued_at,
    issuedBy: row.issuer,
  };
}
