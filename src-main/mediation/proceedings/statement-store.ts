import type { z } from 'zod';
import type { consentFields, serviceAddressFields } from '../../contract/mediation/proceedings-fields.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { maskAddress, maskPhone } from '../../platform/masking.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import {
  PartyConsents,
  ServiceAddresses,
  type ConsentRecord,
  type ServiceAddressRecord,
} from './entities.ts';

type ServiceAddress = z.output<typeof serviceAddressFields>;
type Consent = z.output<typeof consentFields>;

/** Writes an answer of a party down, beside the earlier ones, and makes it the one that counts. Answers its id. */
export async function recordConsent(
  context: CommandContext,
  caseId: string,
  party: { id: string; name: string },
  consent: Omit<Consent, 'partyId'>,
  late: boolean,
): Promise<string> {
  const { tx, services, actor, now } = context;
  const id = services.ids.next();
  await tx.insert(PartyConsents, {
    id,
    case_id: caseId,
    party_id: party.id,
    party_name: party.name,
    answer: consent.answer,
    answered_on: consent.on,
    manner: consent.manner,
    note: consent.note,
    late: late ? 1 : 0,
    recorded_by: actor.userId,
    recorded_at: now,
  });
  await tx.run('UPDATE case_parties SET consents = ? WHERE id = ?', [
    consent.answer === 'consents' ? 1 : 0,
    party.id,
  ]);
  return id;
}

/** Every answer that was given, oldest first. */
export async function consentsOf(tx: Reader, caseId: string): Promise<ConsentRecord[]> {
  return tx.all<ConsentRecord>(
    'SELECT * FROM party_consents WHERE case_id = ? ORDER BY answered_on, recorded_at, id',
    [caseId],
  );
}

export async function serviceAddressesOf(tx: Reader, caseId: string): Promise<ServiceAddressRecord[]> {
  return tx.all<ServiceAddressRecord>(
    `SELECT s.* FROM service_addresses s JOIN case_parties p ON p.id = s.party_id
     WHERE s.case_id = ? ORDER BY p.position`,
    [caseId],
  );
}

export const serviceAddressOf = (tx: Reader, caseId: string, partyId: string) =>
  tx.find(ServiceAddresses).findOneBy({ case_id: caseId, party_id: partyId });

export function serviceAddressView(
  row: ServiceAddressRecord,
): ServiceAddress & { id: string; version: number } {
  return {
    id: row.id,
    version: row.version,
    partyId: row.party_id,
    recipient: row.recipient,
    phone: row.phone,
    address: row.address,
    postcode: row.postcode,
    electronic: row.electronic,
    acceptsElectronic: row.accepts_electronic === 1,
    confirmedOn: row.confirmed_on,
    note: row.note,
  };
}

export function maskServiceAddress<A extends ServiceAddress>(address: A): A {
  return {
    ...address,
    phone: maskPhone(address.phone),
    address: maskAddress(address.address),
    electronic: maskAccount(address.electronic),
  };
}

/** A value that comes back exactly as it was masked is what is on file. */
export function completedAddress(typed: ServiceAddress, before: ServiceAddress | null): ServiceAddress {
  if (!before) return typed;
  const masked = maskServiceAddress(before);
  const keep = (field: 'phone' | 'address' | 'electronic') =>
    typed[field].includes('*') && typed[field] === masked[field] ? before[field] : typed[field];
  return { ...typed, phone: keep('phone'), address: keep('address'), electronic: keep('electronic') };
}

/** The first two characters of an e-mail address or account, and what follows the @. */
function maskAccount(value: string): string {
  if (value === '') return '';
  const at = value.indexOf('@');
  const head = [...(at < 0 ? value : value.slice(0, at))].slice(0, 2).join('');
  return `${head}****${at < 0 ? '' : value.slice(at)}`;
}
