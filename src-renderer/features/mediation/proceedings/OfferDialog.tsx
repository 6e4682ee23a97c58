import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { clauseKinds } from '../../../../src-main/contract/mediation/agreement-values.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { offerInput } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import type { OfferView } from '../../../../src-main/contract/mediation/proceedings.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import {
  MultiSelectField,
  RadioGroupField,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { emptyClause } from '../agreement/agreement-form.ts';
import classes from '../mediation.module.css';
import { RecordDialog } from './RecordDialog.tsx';
import { partyChoices, type Proceedings } from './use-proceedings.ts';

export interface Offering {
  issue: Proceedings['issues'][number];
  /** The offer that is countered. */
  counterTo?: OfferView;
  /** The offer that is corrected. */
  offer?: OfferView;
}

type OfferForm = z.input<typeof offerInput>;

/** An offer: who to whom, and what would become a clause. A counter-offer begins as its parent turned round. */
export function OfferDialog({
  view,
  offering,
  onClose,
}: {
  view: CaseView;
  offering: Offering;
  onClose(): void;
}) {
  const { t } = useTranslation('proceedings');
  const { offer, counterTo, issue } = offering;
  const title = offer
    ? t('offers.edit', { n: offer.number })
    : counterTo
      ? t('offers.counterTo', { n: counterTo.number })
      : t('offers.addTo', { title: issue.title });
  return (
    <RecordDialog
      title={title}
      schema={offerInput}
      initial={initialOffer(view, offering)}
      draftKey={`offer:${issue.id}:${offer?.id ?? counterTo?.id ?? 'new'}`}
      version={offer?.version}
      command="mediation.recordOffer"
      under="offer"
      toInput={(values) => ({
        caseId: view.id,
        ...(offer ? { offerId: offer.id, version: offer.version } : {}),
        offer: values,
      })}
      doneText={t('offers.saved')}
      size="50rem"
      onClose={onClose}
    >
      <OfferFields view={view} />
    </RecordDialog>
  );
}

function OfferFields({ view }: { view: CaseView }) {
  const { t } = useTranslation('proceedings');
  const [by, kind] = useWatch<OfferForm, ['by', 'kind']>({ name: ['by', 'kind'] });
  const parties = partyChoices(view);
  const wide = classes.span2 ?? '';
  return (
    <>
      <div className={classes.fields}>
        <RadioGroupField
          name="by"
          label={t('offers.by')}
          className={wide}
          choices={(['party', 'mediator'] as const).map((value) => ({
            value,
            label: t(`offers.byKinds.${value}`),
          }))}
        />
        <DateField name="offeredOn" label={t('offers.offeredOn')} emptyValue="" required />
      </div>
      <div className={classes.fields}>
        {by === 'mediator' ? null : (
          <MultiSelectField
            name="fromIds"
            label={t('offers.from')}
            choices={parties}
            className={wide}
            required
          />
        )}
        <MultiSelectField name="toIds" label={t('offers.to')} choices={parties} className={wide} required />
      </div>
      <div className={classes.fields}>
        <SelectField
          name="kind"
          label={t('offers.kind')}
          choices={clauseKinds.map((value) => ({ value, label: t(`offers.kinds.${value}`) }))}
        />
        {kind === 'payment' ? <MoneyField name="amountFen" label={t('offers.amount')} required /> : null}
      </div>
      <div className={classes.fields}>
        <MultiSelectField name="debtorIds" label={t('offers.debtors')} choices={parties} className={wide} />
        <MultiSelectField
          name="creditorIds"
          label={t('offers.creditors')}
          choices={parties}
          className={wide}
        />
      </div>
      <TextArea name="text" label={t('offers.text')} required={kind !== 'payment'} />
      <div className={classes.fields}>
        <DateField name="dueOn" label={t('offers.dueOn')} />
        <TextField name="dueText" label={t('offers.dueText')} />
        <TextField name="manner" label={t('offers.manner')} />
      </div>
      <TextField name="note" label={t('common.note')} />
    </>
  );
}

function initialOffer(view: CaseView, { issue, offer, counterTo }: Offering): OfferForm {
  const like = offer ?? counterTo;
  const likely = emptyClause('payment', view.parties);
  return {
    issueId: issue.id,
    counterTo: offer ? offer.counterTo : (counterTo?.id ?? null),
    by: offer?.by ?? 'party',
    fromIds: offer?.fromIds ?? counterTo?.toIds ?? [],
    toIds: offer?.toIds ?? counterTo?.fromIds ?? [],
    offeredOn: offer?.offeredOn ?? todayText(),
    kind: like?.kind ?? 'payment',
    text: like?.text ?? '',
    amountFen: offer?.amountFen ?? null,
    debtorIds: like?.debtorIds ?? likely.debtorIds,
    creditorIds: like?.creditorIds ?? likely.creditorIds,
    dueOn: like?.dueOn ?? null,
    dueText: like?.dueText ?? '',
    manner: like?.manner ?? '',
    note: offer?.note ?? '',
  };
}
