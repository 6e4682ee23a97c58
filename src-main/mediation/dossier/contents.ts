import type { DossierItem, DossierItemKind, RowState } from '../../contract/mediation/dossier.ts';
import { anyHolds, type Condition, type DossierFacts } from './facts.ts';

/** A record of dossier-catalogue.json. */
export interface CatalogueRow {
  code: string;
  rank: number;
  name: string;
  source: string;
  must: readonly Condition[];
  asNeeded: readonly Condition[];
  papers: readonly string[];
  sources: readonly string[];
  madeAt: string;
}

/** Something on file that may be bound. */
export interface Material extends Pick<DossierItem, 'kind' | 'id' | 'title' | 'on' | 'pages' | 'manner'> {
  /** Name of the paper; null for what was not issued here. */
  paper: string | null;
  /** Issues of one paper and subject replace each other. */
  subject: string;
  /** Row of an attachment, or where its source stands in the catalogue (`evidence`, `receipts`, `courtPapers`). */
  row: string | null;
  source: string | null;
  /** Later is newer; breaks ties of the day. */
  order: string;
  /** Hash of what would be bound. */
  sha256: string;
  signedCopy: (NonNullable<DossierItem['signedCopy']> & { sha256: string }) | null;
  version: number | null;
  /** Marked on its own record as not for the dossier. */
  forDossier: boolean;
  /** An agreement that was taken back before anybody signed it. */
  withdrawn?: true;
}

/** What somebody chose otherwise than the rules would. */
export interface Choice {
  kind: DossierItemKind;
  id: string;
  included: boolean | null;
  reason: string;
  position: number | null;
}

/** A record of the case that a paper must speak of: each session its minutes, each visit its record. */
export interface Expected {
  paper: string;
  subject: string;
  title: string;
}

export interface ContentRow {
  code: string;
  name: string;
  source: string;
  state: RowState;
  madeAt: string;
  items: PlacedItem[];
  lacking: Expected[];
}

export type PlacedItem = Material & Pick<DossierItem, 'included' | 'leftOut' | 'reason'>;

/**
 * The rows of a dossier in the order of the national form, with everything on file in its place. Of several issues of
 * one paper the latest goes in, unless somebody chose another. What no row names stands in the row `other`.
 */
export function contentsOf(input: {
  catalogue: readonly CatalogueRow[];
  materials: readonly Material[];
  choices: readonly Choice[];
  expected: readonly Expected[];
  facts: DossierFacts;
  /** The situation note has been written. */
  hasSituation: boolean;
}): ContentRow[] {
  const catalogue = [...input.catalogue].sort((a, b) => a.rank - b.rank);
  const superseded = supersededIssues(input.materials);
  const chosen = new Map(input.choices.map((choice) => [`${choice.kind}/${choice.id}`, choice]));
  return catalogue.map((row): ContentRow => {
    const items = input.materials
      .filter((material) => rowOf(material, catalogue) === row.code)
      .map((material) => placed(material, superseded, chosen.get(`${material.kind}/${material.id}`)))
      .sort((a, b) => inOrder(a, b, row, chosen));
    const bound = items.filter((item) => item.included);
    const lacking = input.expected.filter(
      (one) =>
        row.papers.includes(one.paper) &&
        !bound.some((item) => item.paper === one.paper && item.subject === one.subject),
    );
    const isThere = row.sources.includes('situation') ? input.hasSituation : bound.length > 0;
    return {
      code: row.code,
      name: row.name,
      source: row.source,
      madeAt: row.madeAt,
      items,
      lacking,
      state: stateOf(row, input.facts, isThere, lacking.length > 0),
    };
  });
}

/** `must` counts the rows that must be there; the ring is `present` of them. */
export function completenessOf(
  rows: readonly ContentRow[],
  facts: DossierFacts,
  catalogue: readonly CatalogueRow[],
) {
  const must = rows.filter((row) => {
    const record = catalogue.find((one) => one.code === row.code);
    return record !== undefined && anyHolds(record.must, facts);
  });
  return {
    must: must.length,
    present: must.filter((row) => row.state === 'present').length,
    missing: rows.filter((row) => row.state === 'missing').length,
    missingAsNeeded: rows.filter((row) => row.state === 'missingAsNeeded').length,
  };
}

function stateOf(row: CatalogueRow, facts: DossierFacts, isThere: boolean, isLacking: boolean): RowState {
  const must = anyHolds(row.must, facts);
  if (isThere && !isLacking) return 'present';
  if (must) return 'missing';
  if (isThere) return isLacking ? 'missingAsNeeded' : 'present';
  return anyHolds(row.asNeeded, facts) ? 'missingAsNeeded' : 'notNeeded';
}

function rowOf(material: Material, catalogue: readonly CatalogueRow[]): string {
  const named = catalogue.find(
    (row) =>
      (material.row !== null && row.code === material.row) ||
      (material.paper !== null && row.papers.includes(material.paper)) ||
      (material.source !== null && row.sources.includes(material.source)),
  );
  return named?.code ?? 'other';
}

/** Ids of issued papers of which a later issue is on file. */
function supersededIssues(materials: readonly Material[]): ReadonlySet<string> {
  const latest = new Map<string, Material>();
  const older = new Set<string>();
  for (const material of materials) {
    if (material.paper === null) continue;
    const key = `${material.paper}/${material.subject}`;
    const rival = latest.get(key);
    if (!rival) latest.set(key, material);
    else if (material.order > rival.order) {
      older.add(rival.id);
      latest.set(key, material);
    } else older.add(material.id);
  }
  return older;
}

function placed(material: Material, superseded: ReadonlySet<string>, choice: Choice | undefined): PlacedItem {
  if (choice && choice.included !== null) {
    return {
      ...material,
      included: choice.included,
      leftOut: choice.included ? null : 'chosen',
      reason: choice.reason,
    };
  }
  if (!material.forDossier) return { ...material, included: false, leftOut: 'notForDossier', reason: '' };
  const isOld = material.kind === 'document' && (material.withdrawn ?? superseded.has(material.id));
  return { ...material, included: !isOld, leftOut: isOld ? 'superseded' : null, reason: '' };
}

/** By hand where somebody sorted, else papers in the row’s own order, then by day. */
function inOrder(a: Material, b: Material, row: CatalogueRow, chosen: ReadonlyMap<string, Choice>): number {
  const positionOf = (item: Material) => chosen.get(`${item.kind}/${item.id}`)?.position ?? Infinity;
  const rankOf = (item: Material) =>
    item.paper === null ? row.papers.length : row.papers.indexOf(item.paper);
  const [left, right] = [positionOf(a), positionOf(b)];
  if (left !== right) return left < right ? -1 : 1;
  return rankOf(a) - rankOf(b) || compare(a.on, b.on) || compare(a.order, b.order) || compare(a.id, b.id);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
