import { fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase } from '../case-store.ts';
import { requireNotBefore, requirePast } from '../dates-check.ts';
import { changedColumns, courseOf, partyNames, requireParties } from './course-store.ts';
import { ServiceAddresses, UndisputedFacts } from './entities.ts';
import { completedAddress, recordConsent, serviceAddressOf, serviceAddressView } from './statement-store.ts';

type StatementRoutes =
  | 'mediation.recordConsent'
  | 'mediation.saveUndisputedFacts'
  | 'mediation.saveServiceAddress'
  | 'mediation.revealServiceAddress';

export const statementHandlers: Pick<HandlersOf<'mediation'>, StatementRoutes> = {
  async 'mediation.recordConsent'(context, { caseId, consent }) {
    const { row, stage, recorded } = await courseOf(context, caseId, 'recordCourse');
    const name = (await partyNames(context.tx, caseId)).get(consent.partyId);
    if (name === undefined) throw fieldError('consent.partyId', 'field.unknownReference');
    requirePast('consent.on', consent.on, context.today);
    const id = await recordConsent(
      context,
      caseId,
      { id: consent.partyId, name },
      consent,
      recorded.late === 1,
    );
    context.audit(`case:${caseId}`, {
      party: consent.partyId,
      answer: consent.answer,
      on: consent.on,
      manner: consent.manner,
    });
    await keepCase(context, row, { stage }, false);
    return { id };
  },

  async 'mediation.saveUndisputedFacts'(context, { caseId, version, undisputed }) {
    const { tx, services, today } = context;
    const { row, stage, recorded } = await courseOf(context, caseId, 'recordCourse', undisputed.agreedOn);
    requirePast('undisputed.agreedOn', undisputed.agreedOn, today);
    requireNotBefore('undisputed.agreedOn', undisputed.agreedOn, row.applied_on);
    const columns = {
      facts: undisputed.facts,
      agreed_on: undisputed.agreedOn,
      usable_later: undisputed.usableLater ? 1 : 0,
      recorder: undisputed.recorder,
    };
    await keepCase(context, row, { stage }, false);
    const before = await tx.find(UndisputedFacts).findOneBy({ case_id: caseId });
    if (before) {
      requireVersion(before.version, version);
      await tx.update(UndisputedFacts, before.id, { ...columns, version: before.version + 1 });
      context.audit(`case:${caseId}`, { undisputed: changedColumns(before, columns) });
      return { id: before.id, version: before.version + 1 };
    }
    const id = services.ids.next();
    await tx.insert(UndisputedFacts, { id, case_id: caseId, version: 1, ...columns, ...recorded });
    context.audit(`case:${caseId}`, { undisputed: 'first', agreedOn: undisputed.agreedOn });
    return { id, version: 1 };
  },

  async 'mediation.saveServiceAddress'(context, { caseId, version, serviceAddress }) {
    const { tx, services, today } = context;
    const { row, stage, recorded } = await courseOf(context, caseId, 'recordCourse');
    await requireParties(tx, caseId, 'serviceAddress.partyId', [serviceAddress.partyId]);
    requirePast('serviceAddress.confirmedOn', serviceAddress.confirmedOn, today);
    const before = await serviceAddressOf(tx, caseId, serviceAddress.partyId);
    const address = completedAddress(serviceAddress, before && serviceAddressView(before));
    const columns = {
      recipient: address.recipient,
      phone: address.phone,
      address: address.address,
      postcode: address.postcode,
      electronic: address.electronic,
      accepts_electronic: address.acceptsElectronic ? 1 : 0,
      confirmed_on: address.confirmedOn,
      note: address.note,
    };
    await keepCase(context, row, { stage }, false);
    const about = { serviceAddressOf: address.partyId };
    if (before) {
      requireVersion(before.version, version);
      await tx.update(ServiceAddresses, before.id, { ...columns, version: before.version + 1 });
      context.audit(`case:${caseId}`, { ...about, corrected: changedColumns(before, columns) });
      return { id: before.id, version: before.version + 1 };
    }
    const id = services.ids.next();
    await tx.insert(ServiceAddresses, {
      id,
      case_id: caseId,
      party_id: address.partyId,
      version: 1,
      ...columns,
      ...recorded,
    });
    context.audit(`case:${caseId}`, about);
    return { id, version: 1 };
  },

  async 'mediation.revealServiceAddress'(context, { caseId, partyId }) {
    await caseById(context, caseId);
    const row = await serviceAddressOf(context.tx, caseId, partyId);
    if (!row) throw notFound('serviceAddress');
    context.audit(`case:${caseId}`, { serviceAddressOf: partyId, revealed: true });
    return { serviceAddress: serviceAddressView(row) };
  },
};
