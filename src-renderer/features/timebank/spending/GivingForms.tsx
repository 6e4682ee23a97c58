import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { chosenId } from '../../../../src-main/contract/timebank/circle.ts';
import { pools, transferFields } from '../../../../src-main/contract/timebank/spending.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { IntegerField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { ReceiverField } from '../circle/ReceiverField.tsx';
import { RepresentationField } from '../circle/RepresentationField.tsx';
import { MemberField } from '../MemberField.tsx';
import { Spendable } from './Spendable.tsx';
import { useGivingForm, useTaken } from './use-giving-form.ts';

const emptyTransfer = {
  fromId: '',
  toId: '',
  minutes: null as unknown as number,
  reason: '',
  representationId: null,
};

/** From a member to somebody of his circle. */
export function TransferForm() {
  const { t } = useTranslation('timebankSpending');
  const { form, notice, send } = useGivingForm(transferFields, emptyTransfer, 'transfer');
  const fromId = form.watch('fromId');
  const rule = useRoute('timebank.readSpendable', { memberId: fromId }, { enabled: fromId !== '' });
  const transfer = useCommand('timebank.transferCoins', {
    form,
    onDone: ({ seq }) => notifyDone(t('giving.transferred', { seq })),
  });
  return (
    <AppForm form={form} label={t('giving.transfer')} onSubmit={(values) => send(() => transfer.run(values))}>
      <Stack gap="sm">
        {notice}
        <MemberField
          name="fromId"
          label={t('giving.from')}
          required
          onChosen={() => {
            // Whom he may give to, and who may act for him, is another matter with another giver.
            form.setValue('toId', '');
            form.setValue('representationId', null);
          }}
        />
        <Spendable memberId={fromId} />
        {rule.data && fromId !== '' && (
          <Text size="sm">
            {t('giving.circle', { circle: t(`circle.${rule.data.transferCircle as 'anyone'}`) })}
          </Text>
        )}
        <ReceiverField name="toId" giverId={fromId} label={t('giving.to')} />
        <RepresentationField name="representationId" memberId={fromId} scope="transfers" />
        <IntegerField name="minutes" label={t('giving.time')} min={1} required />
        <TextField name="reason" label={t('giving.reason')} required />
        <Submit label={t('giving.transferDo')} pending={transfer.pending} />
      </Stack>
    </AppForm>
  );
}

const gift = z.strictObject({
  memberId: chosenId,
  minutes: z.int().min(1, 'field.tooSmall'),
  reason: text(200),
});
const emptyGift = { memberId: '', minutes: null as unknown as number, reason: '' };

/** From a member to the donation pool. */
export function DonateForm() {
  const { t } = useTranslation('timebankSpending');
  const { form, notice, send } = useGivingForm(gift, emptyGift, 'donate');
  const memberId = form.watch('memberId');
  const donate = useCommand('timebank.donateCoins', {
    form,
    onDone: ({ seq }) => notifyDone(t('giving.donated', { seq })),
  });
  return (
    <AppForm form={form} label={t('giving.donate')} onSubmit={(values) => send(() => donate.run(values))}>
      <Stack gap="sm">
        {notice}
        <MemberField name="memberId" label={t('giving.member')} required />
        <Spendable memberId={memberId} />
        <IntegerField name="minutes" label={t('giving.time')} min={1} required />
        <TextField name="reason" label={t('giving.reason')} required />
        <Submit label={t('giving.donateDo')} pending={donate.pending} />
      </Stack>
    </AppForm>
  );
}

const grantSchema = gift.extend({ pool: z.enum(pools) });
const emptyGrant = { ...emptyGift, pool: 'pool:donated' as const };

/** Out of a pool to a member in need; `taken` is one who was chosen on the list of those who come first. */
export function GrantForm({ taken }: { taken: { memberId: string; nth: number } | undefined }) {
  const { t } = useTranslation('timebankSpending');
  const { form, notice, send } = useGivingForm(grantSchema, emptyGrant, 'grant');
  useTaken(form as unknown as Parameters<typeof useTaken>[0], taken);
  const grant = useCommand('timebank.grantFromPool', {
    form,
    onDone: ({ seq }) => notifyDone(t('giving.granted', { seq })),
  });
  const names = { 'pool:donated': t('giving.donatedPool'), 'pool:overcap': t('giving.overcapPool') };
  return (
    <AppForm form={form} label={t('giving.grant')} onSubmit={(values) => send(() => grant.run(values))}>
      <Stack gap="sm">
        {notice}
        <SelectField
          name="pool"
          label={t('giving.pool')}
          choices={pools.map((value) => ({ value, label: names[value] }))}
          required
        />
        <MemberField name="memberId" label={t('giving.member')} required />
        <IntegerField name="minutes" label={t('giving.time')} min={1} required />
        <TextField name="reason" label={t('giving.reason')} required />
        <Submit label={t('giving.grantDo')} pending={grant.pending} />
      </Stack>
    </AppForm>
  );
}

/** Issued by the fund to somebody who cannot earn. */
export function FundForm() {
  const { t } = useTranslation('timebankSpending');
  const { form, notice, send } = useGivingForm(gift, emptyGift, 'fund');
  const issue = useCommand('timebank.issueFund', {
    form,
    onDone: ({ seq }) => notifyDone(t('giving.granted', { seq })),
  });
  return (
    <AppForm form={form} label={t('giving.fund')} onSubmit={(values) => send(() => issue.run(values))}>
      <Stack gap="sm">
        {notice}
        <Text size="sm" c="dimmed">
          {t('giving.fundHint')}
        </Text>
        <MemberField name="memberId" label={t('giving.member')} kind="person" required />
        <IntegerField name="minutes" label={t('giving.time')} min={1} required />
        <TextField name="reason" label={t('giving.reason')} required />
        <Submit label={t('giving.fundDo')} pending={issue.pending} />
      </Stack>
    </AppForm>
  );
}

function Submit({ label, pending }: { label: string; pending: boolean }) {
  return (
    <Group justify="flex-end">
      <Button type="submit" loading={pending}>
        {label}
      </Button>
    </Group>
  );
}
