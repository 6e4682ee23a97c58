import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { pools, relations, transferFields } from '../../../../src-main/contract/timebank/spending.ts';
import { id, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { IntegerField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { MemberField } from '../MemberField.tsx';
import { Spendable } from './Spendable.tsx';

/** From a member to a relative or friend. */
export function TransferForm() {
  const { t } = useTranslation('timebankSpending');
  const form = useAppForm(transferFields, {
    fromId: '',
    toId: '',
    minutes: null as unknown as number,
    relation: 'lineal',
    proof: '',
    reason: '',
  });
  const fromId = form.watch('fromId');
  const rule = useRoute('timebank.readSpendable', { memberId: fromId }, { enabled: fromId !== '' });
  const transfer = useCommand('timebank.transferCoins', {
    form,
    onDone: ({ seq }) => {
      form.reset();
      notifyDone(t('giving.transferred', { seq }));
    },
  });
  return (
    <AppForm form={form} label={t('giving.transfer')} onSubmit={(values) => void transfer.run(values)}>
      <Stack gap="sm">
        <MemberField name="fromId" label={t('giving.from')} required />
        <Spendable memberId={fromId} />
        {rule.data && fromId !== '' && (
          <Text size="sm">
            {t('giving.circle', { circle: t(`circle.${rule.data.transferCircle as 'anyone'}`) })}
          </Text>
        )}
        <MemberField name="toId" label={t('giving.to')} required />
        <SelectField
          name="relation"
          label={t('giving.relation')}
          choices={relations.map((value) => ({ value, label: t(`relation.${value}`) }))}
          required
        />
        <TextField name="proof" label={t('giving.proof')} placeholder={t('giving.proofHint')} />
        <IntegerField name="minutes" label={t('giving.time')} min={1} required />
        <TextField name="reason" label={t('giving.reason')} required />
        <Submit label={t('giving.transferDo')} pending={transfer.pending} />
      </Stack>
    </AppForm>
  );
}

const gift = z.strictObject({ memberId: id, minutes: z.int().min(1, 'field.tooSmall'), reason: text(200) });
const emptyGift = { memberId: '', minutes: null as unknown as number, reason: '' };

/** From a member to the donation pool. */
export function DonateForm() {
  const { t } = useTranslation('timebankSpending');
  const form = useAppForm(gift, emptyGift);
  const memberId = form.watch('memberId');
  const donate = useCommand('timebank.donateCoins', {
    form,
    onDone: ({ seq }) => {
      form.reset();
      notifyDone(t('giving.donated', { seq }));
    },
  });
  return (
    <AppForm form={form} label={t('giving.donate')} onSubmit={(values) => void donate.run(values)}>
      <Stack gap="sm">
        <MemberField name="memberId" label={t('giving.member')} required />
        <Spendable memberId={memberId} />
        <IntegerField name="minutes" label={t('giving.time')} min={1} required />
        <TextField name="reason" label={t('giving.reason')} required />
        <Submit label={t('giving.donateDo')} pending={donate.pending} />
      </Stack>
    </AppForm>
  );
}

/** Out of a pool to a member in need. */
export function GrantForm() {
  const { t } = useTranslation('timebankSpending');
  const form = useAppForm(gift.extend({ pool: z.enum(pools) }), { ...emptyGift, pool: 'pool:donated' });
  const grant = useCommand('timebank.grantFromPool', {
    form,
    onDone: ({ seq }) => {
      form.reset();
      notifyDone(t('giving.granted', { seq }));
    },
  });
  const names = { 'pool:donated': t('giving.donatedPool'), 'pool:overcap': t('giving.overcapPool') };
  return (
    <AppForm form={form} label={t('giving.grant')} onSubmit={(values) => void grant.run(values)}>
      <Stack gap="sm">
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
  const form = useAppForm(gift, emptyGift);
  const issue = useCommand('timebank.issueFund', {
    form,
    onDone: ({ seq }) => {
      form.reset();
      notifyDone(t('giving.granted', { seq }));
    },
  });
  return (
    <AppForm form={form} label={t('giving.fund')} onSubmit={(values) => void issue.run(values)}>
      <Stack gap="sm">
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
