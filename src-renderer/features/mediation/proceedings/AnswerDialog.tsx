import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { OfferView } from '../../../../src-main/contract/mediation/proceedings.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { RecordDialog } from './RecordDialog.tsx';

export interface Answering {
  offer: OfferView;
  answer: 'open' | 'accepted' | 'refused' | 'withdrawn';
}

const { on, note } = routes['mediation.answerOffer'].input.shape;
const schema = z.object({ on, note });

/** The day of an answer, and a word about it. */
export function AnswerDialog({
  view,
  answering: { offer, answer },
  onClose,
}: {
  view: CaseView;
  answering: Answering;
  onClose(): void;
}) {
  const { t } = useTranslation('proceedings');
  const n = offer.number;
  const titles = {
    open: t('offers.reopenOf', { n }),
    accepted: t('offers.acceptOf', { n }),
    refused: t('offers.refuseOf', { n }),
    withdrawn: t('offers.withdrawOf', { n }),
  };
  return (
    <RecordDialog
      title={titles[answer]}
      schema={schema}
      initial={{ on: todayText(), note: '' }}
      draftKey={`answer:${offer.id}:${answer}`}
      version={offer.version}
      command="mediation.answerOffer"
      toInput={(values) => ({
        caseId: view.id,
        offerId: offer.id,
        version: offer.version,
        answer,
        ...values,
      })}
      doneText={t('offers.answered')}
      submitLabel={t('common:action.confirm')}
      size="md"
      submitOnEnter
      onClose={onClose}
    >
      <DateField name="on" label={t('common.heldOn')} emptyValue="" required />
      <TextField name="note" label={t('common.note')} autoFocus />
    </RecordDialog>
  );
}
