import { z } from 'zod';
import { command, coordinators, query, timebankStaff } from '../route.ts';
import {
  civilDate,
  id,
  instant,
  minutes,
  none,
  optionalText,
  page,
  saved,
  text,
  version,
} from '../values.ts';
import { chosenId } from './circle.ts';
import { workReaders } from './work-values.ts';

export const pools = ['pool:donated', 'pool:overcap'] as const;
export const orderStates = ['reserved', 'redeemed', 'cancelled', 'returned'] as const;
/** Why coins cannot be spent in a way: the region does not open it, a group, too little earned and too short a member. */
export const spendingRefusals = [
  'spending.wayClosed',
  'spending.groupDonates',
  'spending.thresholdNotMet',
] as const;
export const payUnits = ['minute', 'point'] as const;
const amount = z.int().min(1, 'field.tooSmall').max(1_000_000);
const price = z.int().min(1, 'field.tooSmall').max(1_000_000).nullable().default(null);

export const transferFields = z.strictObject({
  fromId: chosenId,
  toId: chosenId,
  minutes: amount,
  reason: text(200),
  /** Who asks for it in the giver’s place; null: the giver himself. */
  representationId: id.nullable().default(null),
});

export const goodsFields = z
  .strictObject({
    name: text(60),
    partner: text(60),
    unitName: text(10),
    minutesPrice: price,
    pointsPrice: price,
    active: z.boolean().default(true),
  })
  .refine(({ minutesPrice, pointsPrice }) => minutesPrice !== null || pointsPrice !== null, {
    path: ['minutesPrice'],
    message: 'field.required',
  });

export const goodsView = z.object({
  id,
  version,
  name: z.string(),
  partner: z.string(),
  unitName: z.string(),
  minutesPrice: z.int().nullable(),
  pointsPrice: z.int().nullable(),
  active: z.boolean(),
  stock: z.int(),
});
export type GoodsView = z.output<typeof goodsView>;

export const orderView = z.object({
  id,
  version,
  number: z.string(),
  memberId: id,
  memberName: z.string(),
  volunteerNumber: z.string(),
  item: z.string(),
  partner: z.string(),
  quantity: z.int(),
  unit: z.enum(payUnits),
  amount: z.int(),
  state: z.enum(orderStates),
  placedAt: instant,
  expiresOn: civilDate,
  reason: z.string(),
  documentId: id.nullable(),
});
export type OrderView = z.output<typeof orderView>;

const deedFields = {
  memberId: id,
  action: text(40),
  times: z.int().min(1, 'field.tooSmall').max(1000),
  /** In the unit of the action’s further points, where it has some. */
  measured: z.int().min(0).max(1_000_000).default(0),
  doneOn: civilDate,
};
/** Steps of “why so many points” of a deed. */
export const deedSteps = ['action', 'extra', 'actionDayCap', 'dayCap', 'monthCap', 'moneyCap'] as const;

const booked = z.object({ transactionId: id, seq: z.int() });
const orderStep = z.strictObject({ id, version, reason: text(200) });

export const spendingRoutes = {
  readSpendable: query({
    summary: 'What a member can spend today: coins and points, what is reserved, and what the rules forbid',
    access: workReaders,
    input: z.strictObject({ memberId: id }),
    output: z.object({
      coinMinutes: minutes,
      heldMinutes: minutes,
      availableMinutes: minutes,
      points: z.int(),
      /** Earned enough, or a member long enough, where the region asks for it. */
      thresholdMet: z.boolean(),
      /** Why no service may be asked for with these coins. */
      serviceRefusal: z.enum(spendingRefusals).nullable(),
      transferCircle: z.string(),
      ways: z.array(z.string()),
      rule: z.string(),
    }),
  }),
  transferCoins: command({
    summary: 'A member gives coins to somebody of his circle on file, as far as the region’s rule reaches',
    access: timebankStaff,
    input: transferFields,
    output: booked,
  }),
  donateCoins: command({
    summary: 'A member gives coins to the donation pool',
    access: timebankStaff,
    input: z.strictObject({ memberId: id, minutes: amount, reason: text(200) }),
    output: booked,
  }),
  grantFromPool: command({
    summary: 'Coins out of a pool for a member in need, with the reason',
    access: coordinators,
    input: z.strictObject({ pool: z.enum(pools), memberId: id, minutes: amount, reason: text(200) }),
    output: booked,
  }),
  issueFund: command({
    summary: 'The fund issues coins to a member who cannot earn them, with the reason',
    access: coordinators,
    input: z.strictObject({ memberId: id, minutes: amount, reason: text(200) }),
    output: booked,
  }),
  readPools: query({
    summary: 'What stands in the pools, what the fund has issued, and gifts and grants, newest first',
    access: workReaders,
    input: z.strictObject({ page: page.prefault({}) }),
    output: z.object({
      donatedMinutes: minutes,
      overcapMinutes: minutes,
      issuedMinutes: minutes,
      rows: z.array(
        z.object({
          transactionId: id,
          seq: z.int(),
          kind: z.string(),
          on: instant,
          text: z.string(),
          members: z.string(),
          minutes,
          reason: z.string(),
          reversed: z.boolean(),
        }),
      ),
      total: z.int(),
    }),
  }),
  listGoods: query({
    summary: 'What the counter has: partner, prices, stock',
    access: workReaders,
    input: z.strictObject({ text: optionalText(80), withInactive: z.boolean().default(false) }),
    output: z.object({ rows: z.array(goodsView) }),
  }),
  saveGoods: command({
    summary: 'Put an item of a partner on the counter, or change it',
    access: coordinators,
    input: z.strictObject({ id: id.optional(), version: version.optional(), goods: goodsFields }),
    output: saved,
  }),
  moveStock: command({
    summary: 'Goods came in, or were counted and found missing; stock never falls below zero',
    access: coordinators,
    input: z.strictObject({
      id,
      quantity: z
        .int()
        .min(-100_000)
        .max(100_000)
        .refine((quantity) => quantity !== 0, 'field.required'),
      reason: text(200),
    }),
    output: z.object({ stock: z.int() }),
  }),
  placeOrder: command({
    summary: 'Reserve goods for a member: coins or points are held, the stock goes down, a voucher is issued',
    access: timebankStaff,
    input: z.strictObject({
      memberId: id,
      goodsId: id,
      quantity: z.int().min(1, 'field.tooSmall').max(1000),
      unit: z.enum(payUnits),
      /** Price of one, as it was shown: another one on file is refused, not charged. */
      price: z.int().min(0).max(1_000_000),
      /** Who asks for it in the member’s place; null: the member himself. */
      representationId: id.nullable().default(null),
    }),
    output: saved.extend({ number: z.string(), amount: z.int(), documentId: id }),
  }),
  redeemVoucher: command({
    summary: 'Hand the goods over for a voucher, once, by its number and code (核销)',
    access: timebankStaff,
    input: z.strictObject({ number: text(40), code: text(12) }),
    output: saved.extend({ transactionId: id, item: z.string(), quantity: z.int() }),
  }),
  cancelOrder: command({
    summary: 'Withdraw a voucher that was not redeemed: coins are free again, goods back in stock',
    access: timebankStaff,
    input: orderStep,
    output: saved,
  }),
  returnOrder: command({
    summary: 'Take redeemed goods back: the booking is reversed, the goods are back in stock',
    access: coordinators,
    input: orderStep,
    output: saved.extend({ transactionId: id }),
  }),
  listOrders: query({
    summary: 'Orders of the counter, newest first',
    access: workReaders,
    input: z.strictObject({
      text: optionalText(80),
      state: z.enum(orderStates).optional(),
      memberId: id.optional(),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(orderView), total: z.int() }),
  }),
  readPointActions: query({
    summary: 'Deeds that give points in this region (reports, patrols, meetings), and their limits',
    access: workReaders,
    input: none,
    output: z.object({
      rule: z.string(),
      actions: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          points: z.int(),
          per: z.string(),
          /** Most points for it on one day. */
          dayPoints: z.int().nullable(),
          /** Further points for every so much more of what is measured (每再增100米). */
          extra: z.object({ from: z.int(), every: z.int(), points: z.int(), unit: z.string() }).nullable(),
        }),
      ),
      /** After so many days an entry is late and needs a reason. */
      lateDays: z.int(),
      dayPoints: z.int().nullable(),
      monthPoints: z.int().nullable(),
      /** Points that a month’s limit in money allows. */
      moneyPoints: z.int().nullable(),
      /** The limit of a month in money; it cannot be applied while `moneyPoints` is null. */
      monthFen: z.int().nullable(),
    }),
  }),
  previewDeed: query({
    summary:
      'What a deed would give a member, step by step, and whether it comes so late that it needs a reason',
    access: workReaders,
    input: z.strictObject(deedFields),
    output: z.object({
      points: z.int(),
      cut: z.int(),
      steps: z.array(
        z.object({ kind: z.enum(deedSteps), before: z.int(), after: z.int(), limit: z.int().nullable() }),
      ),
      needsReason: z.boolean(),
      /** What stands already for the same action of that day: perhaps this very deed. */
      sameDay: z.object({ times: z.int(), points: z.int() }).nullable(),
    }),
  }),
  recordDeed: command({
    summary: 'Points for a reported need or for taking part; what lies over a limit is shown and not given',
    access: timebankStaff,
    input: z.strictObject({
      ...deedFields,
      words: text(200),
      /** Needed when it is entered late, or lies in a month that is closed. */
      lateReason: optionalText(200),
      /** The caller was told that the same action of that day stands already (`points.deedStands`): it is another one. */
      again: z.boolean().default(false),
    }),
    output: z.object({ points: z.int(), cut: z.int(), transactionId: id.nullable() }),
  }),
  readRanking: query({
    summary: 'Members by permanent hours, names masked, with their stars; of one place when told',
    access: workReaders,
    input: z.strictObject({
      areaId: id.optional(),
      from: civilDate.optional(),
      to: civilDate.optional(),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          rank: z.int(),
          name: z.string(),
          volunteerNumber: z.string(),
          grid: z.string(),
          minutes,
          stars: z.int(),
        }),
      ),
    }),
  }),
};
