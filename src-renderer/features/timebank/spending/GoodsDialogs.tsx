import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { goodsFields, type GoodsView } from '../../../../src-main/contract/timebank/spending.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { commonProps, useField } from '../../../ui/form/field.ts';
import { CheckboxField, IntegerField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

/** An item of the counter: a new one, or one changed. */
export function GoodsDialog({ goods, onClose }: { goods: GoodsView | 'new' | undefined; onClose(): void }) {
  const { t } = useTranslation('timebankSpending');
  const title = goods === undefined || goods === 'new' ? t('goods.new') : `${t('goods.edit')} ${goods.name}`;
  return (
    <FormDialog opened={goods !== undefined} onClose={onClose} title={title} size="lg">
      {goods !== undefined && (
        <GoodsForm goods={goods === 'new' ? undefined : goods} label={title} onClose={onClose} />
      )}
    </FormDialog>
  );
}

function GoodsForm({
  goods,
  label,
  onClose,
}: {
  goods: GoodsView | undefined;
  label: string;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankSpending');
  const form = useAppForm(goodsFields, {
    name: goods?.name ?? '',
    partner: goods?.partner ?? '',
    unitName: goods?.unitName ?? '',
    minutesPrice: goods?.minutesPrice ?? null,
    pointsPrice: goods?.pointsPrice ?? null,
    active: goods?.active ?? true,
  });
  const draft = useDraft(`goods:${goods?.id ?? 'new'}`, form, { version: goods?.version });
  const save = useCommand('timebank.saveGoods', {
    form,
    fieldsUnder: 'goods',
    onDone: () => {
      void draft.discard();
      notifyDone(t('goods.saved'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={label}
      onSubmit={(values) =>
        void save.run({ ...(goods ? { id: goods.id, version: goods.version } : {}), goods: values })
      }
    >
      <Stack>
        {draft.notice}
        <TextField name="name" label={t('goods.name')} required />
        <TextField name="partner" label={t('goods.partner')} required />
        <TextField name="unitName" label={t('goods.unitName')} placeholder={t('goods.unitHint')} required />
        <IntegerField
          name="minutesPrice"
          label={t('goods.minutesPrice')}
          description={t('goods.priceHint')}
          min={1}
        />
        <IntegerField name="pointsPrice" label={t('goods.pointsPrice')} min={1} />
        <CheckboxField name="active" label={t('goods.active')} />
        <Buttons pending={save.pending} onClose={onClose} />
      </Stack>
    </AppForm>
  );
}

const stockSchema = z.strictObject({
  quantity: z
    .int()
    .min(-100_000)
    .max(100_000)
    .refine((quantity) => quantity !== 0, 'field.required'),
  reason: text(200),
});

/** Goods come in, or are counted and found missing. */
export function StockDialog({ goods, onClose }: { goods: GoodsView | undefined; onClose(): void }) {
  const { t } = useTranslation('timebankSpending');
  return (
    <FormDialog
      opened={goods !== undefined}
      onClose={onClose}
      title={`${t('goods.move')} ${goods?.name ?? ''}`}
      size="md"
    >
      {goods && <StockForm goods={goods} onClose={onClose} />}
    </FormDialog>
  );
}

function StockForm({ goods, onClose }: { goods: GoodsView; onClose(): void }) {
  const { t } = useTranslation('timebankSpending');
  const form = useAppForm(stockSchema, { quantity: 0, reason: '' });
  const draft = useDraft(`goods:stock:${goods.id}`, form);
  const move = useCommand('timebank.moveStock', {
    form,
    onDone: ({ stock }) => {
      void draft.discard();
      notifyDone(t('goods.moved', { stock }));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('goods.move')}
      onSubmit={(values) => void move.run({ id: goods.id, ...values })}
    >
      <Stack>
        {draft.notice}
        <SignedField name="quantity" label={t('goods.quantity')} />
        <TextField name="reason" label={t('giving.reason')} required />
        <Buttons pending={move.pending} onClose={onClose} />
      </Stack>
    </AppForm>
  );
}

/** A whole number that may be negative. */
function SignedField(props: { name: string; label: string }) {
  const { value, set, error, onBlur, ref, name } = useField<number | undefined>(props.name);
  return (
    <NumberInput
      {...commonProps({ ...props, required: true })}
      name={name}
      ref={ref}
      value={value === 0 || value === undefined ? '' : value}
      onChange={(next) => set(next === '' ? 0 : Number(next))}
      onBlur={onBlur}
      error={error}
      allowDecimal={false}
      hideControls
    />
  );
}

function Buttons({ pending, onClose }: { pending: boolean; onClose(): void }) {
  const { t } = useTranslation('common');
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t('action.cancel')}
      </Button>
      <Button type="submit" loading={pending}>
        {t('action.save')}
      </Button>
    </Group>
  );
}
