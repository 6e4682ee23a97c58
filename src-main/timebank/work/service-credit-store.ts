import { fieldError } from '../../platform/app-error.ts';
import { civilDate } from '../../platform/dates.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { countedMinutes, creditedMinutes } from '../counted-store.ts';
import { storedCredit } from '../credit-entries.ts';
import { lifetimeOf, type CreditInputs } from '../credit.ts';
import { ServiceRecords } from '../entities.ts';
import { coinAccountsOf, pointsAccountOf } from '../ledger-store.ts';
import { memberById } from '../member-store.ts';
import { currentRules, rulesOn } from '../rules/rule-store.ts';
import type { ServiceType, TimebankRules } from '../rules.ts';
import { settle, type HelperAccounts, type Settlement } from './settlement.ts';

/** One service of one member, outside any sheet: a request, a mediator’s session, a correction. */
export interface Service {
  memberId: string;
  serviceType: string;
  servedOn: string;
  minutes: number;
  sourceClass: CreditInputs['sourceClass'];
  /** As it will stand in the permanent record: services of one activity on one day share the limit of an event. */
  activity: string;
}

/** A booking that is reversed in the same breath: what it used up and gave no longer counts. */
interface Replaced {
  transactionId: string;
  /** Coins that the member got by it. */
  coinMinutes: number;
}

export interface ServiceDecision extends Settlement {
  inputs: CreditInputs;
  type: ServiceType;
  accountId: string;
}

/** The kind of service in force today. Error: `input.invalid` beside the field. */
export function serviceTypeOf(rules: TimebankRules, code: string, field: string): ServiceType {
  const type = rules.serviceTypes.get(code);
  if (!type) throw fieldError(field, 'field.invalid');
  return type;
}

/** What a service is worth to a member, after everything that he already has. Error: `input.invalid` as `weighedType`. */
export async function decideService(
  context: QueryContext | CommandContext,
  service: Service,
  replaced?: Replaced,
): Promise<ServiceDecision> {
  const { tx, today } = context;
  const rules = await currentRules(context);
  const type = await weighedType(context, service);
  if (!type) throw fieldError('serviceType', 'field.invalid');
  const member = await memberById(tx, service.memberId);
  const account = (await coinAccountsOf(tx, [member.id])).get(member.id);
  const { servedOn, activity } = service;
  const used = async (of: { activity?: string }) =>
    (
      await countedMinutes(tx, {
        ...{ memberIds: [member.id], servedOn, ...of },
        exceptTransaction: replaced?.transactionId,
      })
    ).get(member.id) ?? 0;
  const credited = await creditedMinutes(tx, [member.id], rules.credit);
  const inputs: CreditInputs = {
    servedMinutes: service.minutes,
    coefficient: type.coefficient,
    memberKind: member.kind,
    sourceClass: service.sourceClass,
    bookedOn: civilDate(today),
    already: {
      eventMinutes: await used({ activity }),
      dayMinutes: await used({}),
      // Below zero when what is replaced has been spent: the account really stands there before the new booking.
      storedMinutes: (account?.balance ?? 0) - (replaced?.coinMinutes ?? 0),
      ...lifetimeOf({ lifetimeMinutes: credited.get(member.id) }, -(replaced?.coinMinutes ?? 0)),
    },
  };
  return { ...settle(inputs, rules.credit), inputs, type, accountId: account?.accountId ?? '' };
}

/**
 * The kind of service with its weight as in force today; as it was on the day of service when it has gone out of force
 * since, or has lost its price: who served in good faith is not left without. Undefined when neither day knows it.
 */
export async function weighedType(
  context: QueryContext | CommandContext,
  service: Pick<Service, 'serviceType' | 'servedOn'>,
): Promise<ServiceType | undefined> {
  const today = (await currentRules(context)).serviceTypes.get(service.serviceType);
  if (today && today.coefficient.perServiceMinutes !== 0) return today;
  const then = (await rulesOn(context, service.servedOn)).serviceTypes.get(service.serviceType);
  return then ?? today;
}

/** Where the helper’s coins and points go; his points account is opened when the service gives some. */
export async function helperAccounts(
  context: CommandContext,
  memberId: string,
  { accountId, credit }: ServiceDecision,
): Promise<HelperAccounts> {
  return {
    coin: accountId,
    points: credit.points > 0 ? await pointsAccountOf(context, memberId) : null,
  };
}

/** What is kept with the booking, so that “why this number” can be answered and recomputed for ever. */
export function inputsStored({ inputs, credit, chargedMinutes }: ServiceDecision) {
  return { ...storedCredit({ ...inputs, ...credit }), chargedMinutes };
}

/** The row of permanent hours that belongs to a booking with an occasion. Hours are what was served, whatever they are worth. */
export async function recordHours(
  context: CommandContext,
  service: Service,
  booking: { transactionId: string; recordedAt: string; occasion: string; rule: string },
): Promise<void> {
  await context.tx.insert(ServiceRecords, {
    id: context.services.ids.next(),
    member_id: service.memberId,
    sheet_line_id: null,
    occasion: booking.occasion,
    service_type: service.serviceType,
    served_on: service.servedOn,
    recorded_at: booking.recordedAt,
    minutes: service.minutes,
    source_class: service.sourceClass,
    activity: service.activity,
    rule: booking.rule,
    transaction_id: booking.transactionId,
    reverses_id: null,
  });
}
