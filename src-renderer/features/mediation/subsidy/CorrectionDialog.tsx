import { Fieldset, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import {
  subsidyCorrectionEntry,
  subsidyCorrectionRoutes,
} from '../../../../src-main/contract/mediation/subsidy-corrections.ts';
import type { SubsidySheetView } from '../../../../src-main/contract/mediation/subsidy.ts';
import { moneyText } from '../../../i18n/format.ts';
import { MultiSelectField, TextArea } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { RecordDialog } from '../proceedings/RecordDialog.tsx';

type Standing = RouteOutput<'mediation.listSubsidyCorrections'>['standing'];

const schema = z.strictObject({
  reason: subsidyCorrectionRoutes.saveSubsidyCorrection.input.shape.reason,
  lineIds: z.array(z.string()).min(1),
  /** What stands, or what is to stand instead, by line and person. */
  amounts: z.record(z.string(), subsidyCorrectionEntry.shape.amountFen),
});

const keyOf = ({ lineId, userId }: Standing[number]) => `${lineId}:${userId}`;

interface Props {
  sheet: SubsidySheetView;
  standing: Standing;
  onClose(): void;
}

/** A correction of an approved sheet: which cases, what each mediator is to get instead, and why. */
export function CorrectionDialog({ sheet, standing, onClose }: Props) {
  const { t } = useTranslation('subsidy');
  return (
    <RecordDialog
      title={t('correction.title', { number: sheet.number })}
      schema={schema}
      initial={{
        reason: '',
        lineIds: [],
        amounts: Object.fromEntries(standing.map((one) => [keyOf(one), one.amountFen])),
      }}
      draftKey={`subsidyCorrection:${sheet.id}`}
      command="mediation.saveSubsidyCorrection"
      toInput={({ reason, lineIds, amounts }) => ({
        sheetId: sheet.id,
        reason,
        entries: standing
          .filter(({ lineId }) => lineIds.includes(lineId))
          .map((one) => ({
            lineId: one.lineId,
            userId: one.userId,
            amountFen: amounts[keyOf(one)] ?? one.amountFen,
          })),
      })}
      intro={<Text size="sm">{t('correction.hint')}</Text>}
      submitLabel={t('correction.submit')}
      doneText={t('correction.saved')}
      onClose={onClose}
    >
      <MultiSelectField
        name="lineIds"
        label={t('correction.lines')}
        choices={sheet.lines.map((line, index) => ({
          value: line.id,
          label: `${index + 1}　${line.number}　${line.title}`,
        }))}
        required
      />
      <Amounts sheet={sheet} standing={standing} />
      <TextArea name="reason" label={t('correction.reason')} required />
    </RecordDialog>
  );
}

function Amounts({ sheet, standing }: Omit<Props, 'onClose'>) {
  const { t } = useTranslation('subsidy');
  const chosen = useWatch<z.input<typeof schema>, 'lineIds'>({ name: 'lineIds' });
  return sheet.lines
    .filter(({ id }) => chosen.includes(id))
    .map((line) => (
      <Fieldset key={line.id} legend={`${line.number}　${line.title}`}>
        {standing
          .filter(({ lineId }) => lineId === line.id)
          .map((one) => (
            <MoneyField
              key={one.userId}
              name={`amounts.${keyOf(one)}`}
              label={t('correction.amountOf', { name: one.name, now: moneyText(one.amountFen) })}
              required
            />
          ))}
      </Fieldset>
    ));
}
