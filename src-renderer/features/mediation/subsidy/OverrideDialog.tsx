import { Button, Group, Stack, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  subsidyLineInput,
  type SubsidyLine,
  type SubsidyLineInput,
} from '../../../../src-main/contract/mediation/subsidy.ts';
import { moneyText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { RadioGroupField, TextArea } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Why } from './Why.tsx';

type Override = SubsidyLineInput['override'];

const { amountFen, reason } = subsidyLineInput.shape.override.unwrap().unwrap().shape;
const schema = z.strictObject({
  amountFen,
  reason,
  sharing: z.enum(['byRule', 'typed']),
  shares: z.array(z.strictObject({ userId: z.string(), amountFen })),
});

interface Props {
  line: SubsidyLine | undefined;
  /** Number of the line, from 1. */
  n: number;
  onApply(override: Override): void;
  onClose(): void;
}

/** Another amount or other shares than the rates give; never without the reason. Kept with the sheet's own draft. */
export function OverrideDialog({ line, n, onApply, onClose }: Props) {
  const { t } = useTranslation('subsidy');
  return (
    <FormDialog
      opened={line !== undefined}
      onClose={onClose}
      title={line ? t('override.title', { n, number: line.number }) : ''}
      size="lg"
    >
      {line ? <OverrideForm line={line} n={n} onApply={onApply} onClose={onClose} /> : null}
    </FormDialog>
  );
}

function OverrideForm({ line, n, onApply, onClose }: Props & { line: SubsidyLine }) {
  const { t } = useTranslation('subsidy');
  const form = useAppForm(schema, {
    amountFen: line.amountFen,
    reason: line.overrideReason,
    sharing: line.sharesTyped ? 'typed' : 'byRule',
    shares: line.shares.map(({ userId, amountFen: fen }) => ({ userId, amountFen: fen })),
  });
  const typed = useWatch({ control: form.control });
  const sum = (typed.shares ?? []).reduce((total, share) => total + (share.amountFen ?? 0), 0);
  return (
    <AppForm
      form={form}
      label={t('override.title', { n, number: line.number })}
      onSubmit={({ sharing, shares, ...rest }) =>
        onApply({ ...rest, shares: sharing === 'typed' ? shares : null })
      }
    >
      <Stack>
        <Why steps={line.steps} />
        <MoneyField name="amountFen" label={t('override.amount')} required />
        <TextArea name="reason" label={t('override.reason')} required />
        <RadioGroupField
          name="sharing"
          label={t('override.shares')}
          choices={[
            { value: 'byRule', label: t('override.sharesByRule') },
            { value: 'typed', label: t('override.sharesTyped') },
          ]}
        />
        {typed.sharing === 'typed' ? (
          <>
            {line.shares.map((share, index) => (
              <MoneyField
                key={share.userId}
                name={`shares.${index}.amountFen`}
                label={t('override.shareOf', { name: share.name })}
                disabled={share.barred}
                required
              />
            ))}
            <Text size="sm" role="status" {...(sum === typed.amountFen ? {} : { c: 'red.9', fw: 600 })}>
              {t('override.sharesSum', { sum: moneyText(sum), amount: moneyText(typed.amountFen) })}
            </Text>
          </>
        ) : null}
        <Group justify="flex-end">
          {line.overridden ? (
            <Button variant="default" onClick={() => onApply(null)}>
              {t('override.undo')}
            </Button>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit">{t('override.apply')}</Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
