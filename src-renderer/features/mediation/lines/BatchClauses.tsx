import { Box } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { clauseKinds } from '../../../../src-main/contract/mediation/agreement-values.ts';
import { batchAmounts } from '../../../../src-main/contract/mediation/batches.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import type { BatchForm } from './batch-form.ts';
import { ListEditor } from './ListEditor.tsx';

/** The clauses of a batch’s template; each line of the sheet gets them with its own words and amounts. */
export function BatchClauses() {
  const { t } = useTranslation('lines');
  return (
    <ListEditor
      name="template.clauses"
      title={t('mediation:agreement.clauses')}
      add={t('batch.addClause')}
      nth={(n) => t('mediation:agreement.clause', { n })}
      empty={() => ({
        kind: 'other',
        text: '',
        debtor: 'owner',
        amount: 'none',
        dueOn: null,
        dueText: '',
        manner: '',
        instalments: [],
      })}
      first="text"
      most={20}
    >
      {(path, index) => (
        <>
          <div className={classes.fields}>
            <SelectField
              name={`${path}.kind`}
              label={t('batch.clauseKind')}
              choices={clauseKinds.map((value) => ({ value, label: t(`mediation:agreement.kind.${value}`) }))}
            />
            <SelectField
              name={`${path}.debtor`}
              label={t('batch.debtor')}
              choices={(['owner', 'firm', 'both'] as const).map((value) => ({
                value,
                label: t(`batchDebtor.${value}`),
              }))}
            />
            <SelectField
              name={`${path}.amount`}
              label={t('batch.amountFrom')}
              choices={batchAmounts.map((value) => ({ value, label: t(`batchAmount.${value}`) }))}
            />
            <DateField name={`${path}.dueOn`} label={t('mediation:agreement.dueOn')} />
            <TextField name={`${path}.manner`} label={t('mediation:agreement.manner')} />
            <div className={classes.spanAll}>
              <TextArea name={`${path}.text`} label={t('batch.clauseText')} minRows={1} />
            </div>
          </div>
          <BatchInstalments index={index} />
        </>
      )}
    </ListEditor>
  );
}

/** Payment in parts, each a share of the line’s own amount; only where a clause has an amount. */
function BatchInstalments({ index }: { index: number }) {
  const { t } = useTranslation('lines');
  const clause = useWatch<BatchForm, `template.clauses.${number}`>({ name: `template.clauses.${index}` });
  const { kind, amount, instalments } = clause ?? {};
  if ((kind !== 'payment' || amount === 'none') && !instalments?.length) return null;
  const taken = (instalments ?? []).reduce((sum, one) => sum + (one?.percent || 0), 0);
  return (
    <Box mt="sm">
      <ListEditor
        name={`template.clauses.${index}.instalments`}
        title={t('batch.instalments')}
        add={t('batch.addInstalment')}
        nth={(n) => t('mediation:agreement.instalment', { n })}
        empty={() => ({ percent: Math.max(1, 100 - taken), dueOn: null, dueText: '' })}
        first="percent"
        most={36}
      >
        {(path) => (
          <div className={classes.fields}>
            <IntegerField name={`${path}.percent`} label={t('batch.percent')} max={100} required />
            <DateField name={`${path}.dueOn`} label={t('mediation:agreement.dueOn')} />
            <TextField
              name={`${path}.dueText`}
              label={t('mediation:agreement.dueText')}
              placeholder={t('mediation:agreement.dueTextHint')}
            />
          </div>
        )}
      </ListEditor>
    </Box>
  );
}
