import { useState } from 'react';
import { Button, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { payUnits } from '../../../../src-main/contract/timebank/spending.ts';
import { id, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { IntegerField, RadioGroupField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Section } from '../../../ui/Section.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import { RepresentationField } from '../circle/RepresentationField.tsx';
import { MemberField } from '../MemberField.tsx';
import styles from '../Statement.module.css';
import { OrderList } from './OrderList.tsx';
import { Spendable } from './Spendable.tsx';
import { useAmountText } from './use-amount-text.ts';

/** The counter: find the member, choose the item, hand out the voucher; and take vouchers in. */
export function CounterPanel() {
  const { t } = useTranslation('timebankSpending');
  const may = useMay();
  const [shown, setShown] = useState<string>();
  return (
    <Stack>
      {may('timebank.placeOrder') && (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Section title={t('counter.place')}>
            <OrderForm onPlaced={setShown} />
          </Section>
          <Section title={t('counter.redeem')}>
            <RedeemForm />
          </Section>
        </SimpleGrid>
      )}
      <Section title={t('counter.orders')}>
        <OrderList onShow={setShown} />
      </Section>
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={t('counter.voucher')}
        size="xl"
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        {shown !== undefined && <Voucher documentId={shown} />}
      </Modal>
    </Stack>
  );
}

const orderSchema = z.strictObject({
  memberId: id,
  goodsId: id,
  quantity: z.int().min(1, 'field.tooSmall').max(1000),
  unit: z.enum(payUnits),
  representationId: id.nullable(),
});

function OrderForm({ onPlaced }: { onPlaced(documentId: string): void }) {
  const { t } = useTranslation('timebankSpending');
  const amountText = useAmountText();
  const empty = { memberId: '', goodsId: '', quantity: 1, unit: 'minute' as const, representationId: null };
  const form = useAppForm(orderSchema, empty);
  const draft = useDraft('counter:order', form);
  const goods = useRoute('timebank.listGoods', {});
  const [memberId, goodsId, quantity, unit] = form.watch(['memberId', 'goodsId', 'quantity', 'unit']);
  const item = goods.data?.rows.find((row) => row.id === goodsId);
  const price = item && (unit === 'minute' ? item.minutesPrice : item.pointsPrice);
  const place = useCommand('timebank.placeOrder', {
    form,
    onDone: ({ number, documentId }) => {
      void draft.discard();
      form.reset(empty);
      notifyDone(t('counter.placed', { number }));
      onPlaced(documentId);
    },
  });
  return (
    <AppForm
      form={form}
      label={t('counter.place')}
      onSubmit={(values) => void place.run({ ...values, price: price ?? 0 })}
    >
      <Stack gap="sm">
        {draft.notice}
        <MemberField
          name="memberId"
          label={t('counter.member')}
          required
          onChosen={() => form.setValue('representationId', null)}
        />
        <Spendable memberId={memberId} />
        <RepresentationField name="representationId" memberId={memberId} scope="counter" />
        <SelectField
          name="goodsId"
          label={t('counter.goods')}
          choices={(goods.data?.rows ?? []).map((row) => ({
            value: row.id,
            label: t('counter.choice', row),
            disabled: row.stock === 0,
          }))}
          searchable
          required
          onChosen={(chosen) => {
            const row = goods.data?.rows.find(({ id: known }) => known === chosen);
            if (row) form.setValue('unit', row.minutesPrice === null ? 'point' : 'minute');
          }}
        />
        <IntegerField name="quantity" label={t('counter.quantity')} min={1} max={1000} required />
        <RadioGroupField
          name="unit"
          label={t('counter.unit')}
          choices={payUnits.map((value) => ({
            value,
            label: t(`unit.${value}`),
            disabled:
              item !== undefined && (value === 'minute' ? item.minutesPrice : item.pointsPrice) === null,
          }))}
        />
        <Group justify="space-between">
          <Text fw={600} role="status">
            {price && quantity ? t('counter.total', { amount: amountText(unit, price * quantity) }) : ''}
          </Text>
          <Button type="submit" loading={place.pending}>
            {t('counter.reserve')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

const redeemSchema = z.strictObject({ number: text(40), code: text(12) });

function RedeemForm() {
  const { t } = useTranslation('timebankSpending');
  const form = useAppForm(redeemSchema, { number: '', code: '' });
  const redeem = useCommand('timebank.redeemVoucher', {
    form,
    onDone: ({ item, quantity }) => {
      form.reset();
      notifyDone(t('counter.redeemed', { item, quantity }));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('counter.redeem')}
      submitOnEnter
      onSubmit={(values) => void redeem.run(values)}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('counter.redeemHint')}
        </Text>
        <TextField name="number" label={t('counter.number')} required />
        <TextField name="code" label={t('counter.code')} inputMode="numeric" required />
        <Group justify="flex-end">
          <Button type="submit" loading={redeem.pending}>
            {t('counter.redeem')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

function Voucher({ documentId }: { documentId: string }) {
  const document = useRoute('documents.read', { id: documentId }, { staleTime: Infinity });
  return (
    <Stack>
      <Group justify="flex-end">
        <DocumentActions documentId={documentId} />
      </Group>
      <div className={styles.viewer}>
        <PdfViewer pdf={document.data?.pdf} loading={document.isPending} />
      </div>
    </Stack>
  );
}
