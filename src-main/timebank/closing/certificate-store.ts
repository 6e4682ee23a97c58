import { AppError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CivilDate } from '../../platform/dates.ts';
import { sha256 } from '../../platform/hash.ts';
import type { CertificateData } from '../documents/certificate.ts';
import type { MemberRow } from '../entities.ts';
import type { CertificateRow } from './entities.ts';

export interface CertificateRequest {
  from: CivilDate;
  to: CivilDate;
  purpose: string;
  remarks: string;
}

export interface CertificateFrame {
  organisation: string;
  contact: string;
  handler: string;
  /** Who answers for it; empty: written by hand. */
  responsible: string;
  today: CivilDate;
  serviceNames: ReadonlyMap<string, { name: string }>;
  number?: string;
}

export interface CertificateFacts {
  data: CertificateData;
  minutes: number;
  lastRecordId: string;
  recordsHash: string;
}

interface RecordRead {
  id: string;
  service_type: string;
  minutes: number;
  reverses_id: string | null;
}

/** What a certificate says: the permanent record of the period, net of reversals. Error: `certificate.noHours`. */
export async function certificateFacts(
  tx: Reader,
  member: MemberRow,
  request: CertificateRequest,
  frame: CertificateFrame,
): Promise<CertificateFacts> {
  const records = await tx.all<RecordRead>(
    `SELECT id, service_type, minutes, reverses_id FROM service_records
     WHERE member_id = ? AND served_on BETWEEN ? AND ? ORDER BY rowid`,
    [member.id, request.from, request.to],
  );
  const kinds = new Map<string, { name: string; times: number; minutes: number }>();
  for (const { service_type: code, minutes, reverses_id: reverses } of records) {
    const kind = kinds.get(code) ?? {
      name: frame.serviceNames.get(code)?.name ?? code,
      times: 0,
      minutes: 0,
    };
    kinds.set(code, {
      ...kind,
      times: kind.times + (reverses === null ? 1 : -1),
      minutes: kind.minutes + minutes,
    });
  }
  const contents = [...kinds.values()].filter(({ minutes }) => minutes > 0);
  const total = contents.reduce((sum, { minutes }) => sum + minutes, 0);
  const last = records.at(-1);
  if (total === 0 || !last) throw new AppError('certificate.noHours');
  return {
    minutes: total,
    lastRecordId: last.id,
    recordsHash: recordsHash(records),
    data: {
      volunteer: {
        name: member.name,
        idType: idTypeNames[member.id_type],
        idNumber: member.id_number === '' ? '（未登记）' : member.id_number,
        volunteerNumber: member.volunteer_number,
      },
      service: {
        from: request.from,
        to: request.to,
        total,
        contents: contents.sort((a, b) => b.minutes - a.minutes || (a.name < b.name ? -1 : 1)),
      },
      issuer: {
        name: frame.organisation,
        handler: frame.handler,
        ...(frame.responsible === '' ? {} : { responsible: frame.responsible }),
        ...(frame.contact === '' ? {} : { contact: frame.contact }),
      },
      certificate: {
        ...(frame.number === undefined ? {} : { number: frame.number }),
        issuedOn: frame.today,
        purpose: request.purpose,
        remarks: request.remarks,
      },
    },
  };
}

/** SHA-256 over `id minutes` of every row of the record that a certificate counts, in the order of entry, a line each. */
const recordsHash = (records: readonly Pick<RecordRead, 'id' | 'minutes'>[]): string =>
  sha256(records.map(({ id, minutes }) => `${id} ${minutes}\n`).join(''));

/** Certificates whose rows of the permanent record are no longer those that they were given out for. */
export async function brokenCertificates(
  tx: Reader,
  after: string,
  limit: number,
): Promise<{ last: string; numbers: string[] } | undefined> {
  const rows = await tx.all<CertificateRow>(
    'SELECT * FROM service_certificates WHERE id > ? ORDER BY id LIMIT ?',
    [after, limit],
  );
  const last = rows.at(-1);
  if (!last) return undefined;
  const numbers: string[] = [];
  for (const row of rows) {
    const records = await tx.all<Pick<RecordRead, 'id' | 'minutes'>>(
      `SELECT id, minutes FROM service_records WHERE member_id = ? AND served_on BETWEEN ? AND ?
         AND rowid <= (SELECT rowid FROM service_records WHERE id = ?) ORDER BY rowid`,
      [row.member_id, row.served_from, row.served_to, row.last_record_id],
    );
    if (recordsHash(records) !== row.records_hash) numbers.push(row.number);
  }
  return { last: last.id, numbers };
}

export type CertificateRead = CertificateRow & {
  member_name: string;
  volunteer_number: string;
  issuer: string;
  counted: number;
};

/** The register, newest first. `counted`: what the record says of the same period now. */
export async function listCertificates(
  tx: Reader,
  filter: { memberId?: string | undefined; page: { offset: number; limit: number } },
): Promise<{ rows: CertificateRead[]; total: number }> {
  const where = filter.memberId === undefined ? '' : 'WHERE certificate.member_id = ?';
  const params = filter.memberId === undefined ? [] : [filter.memberId];
  const rows = await tx.all<CertificateRead>(
    `SELECT certificate.*, members.name AS member_name, members.volunteer_number, users.display_name AS issuer,
       ifnull((SELECT sum(record.minutes) FROM service_records AS record WHERE record.member_id = certificate.member_id
         AND record.served_on BETWEEN certificate.served_from AND certificate.served_to), 0) AS counted
     FROM service_certificates AS certificate CROSS JOIN members ON members.id = certificate.member_id
     CROSS JOIN users ON users.id = certificate.issued_by ${where}
     ORDER BY certificate.issued_at DESC, certificate.id DESC LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM service_certificates AS certificate ${where}`,
    params,
  );
  return { rows, total: count?.total ?? 0 };
}

const idTypeNames: Record<MemberRow['id_type'], string> = {
  residentId: '居民身份证',
  passport: '护照',
  hkMacauPermit: '港澳居民来往内地通行证',
  taiwanPermit: '台湾居民来往大陆通行证',
  other: '其他证件',
  unknown: '（未登记）',
};
