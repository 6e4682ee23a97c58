import { useState } from 'react';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { OfferView } from '../../../../src-main/contract/mediation/proceedings.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { saveOpenEditor } from '../agreement/open-editor.ts';
import classes from '../mediation.module.css';
import { offers as offersOfStage } from '../stages.ts';
import { AnswerDialog, type Answering } from './AnswerDialog.tsx';
import { IssueDialog } from './IssueDialog.tsx';
import { OfferCard } from './OfferCard.tsx';
import { OfferDialog, type Offering } from './OfferDialog.tsx';
import own from './proceedings.module.css';
import { useProceedings, type Proceedings } from './use-proceedings.ts';

export type Issue = Proceedings['issues'][number];

/** What the parties quarrel about, and what each offered: a chain for each issue. Never part of the dossier. */
export function OffersPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('proceedings');
  const may = useMay();
  const proceedings = useProceedings(view.id);
  const [issue, setIssue] = useState<Issue | 'new'>();
  const [offering, setOffering] = useState<Offering>();
  const [answering, setAnswering] = useState<Answering>();
  const can = offersOfStage(view);
  const mayRecord = can.recordOffers && may('mediation.recordOffer');
  const toClause = useCommand('mediation.offerToClause', {
    onDone: () => {
      notifyDone(t('offers.becameClause'));
      document.getElementById('case-agreement')?.scrollIntoView({ block: 'start' });
    },
  });

  /** Words typed in the agreement editor are saved first: the clause joins them instead of overtaking them. */
  const putIntoAgreement = async (offer: OfferView) => {
    if (!(await saveOpenEditor(view.id))) return notifyDone(t('offers.editorUnsaved'));
    await toClause.run({ caseId: view.id, offerId: offer.id });
  };

  return (
    <Section
      title={t('offers.title')}
      id="case-offers"
      actions={
        mayRecord ? (
          <AddButton variant="default" size="xs" onClick={() => setIssue('new')}>
            {t('offers.addIssue')}
          </AddButton>
        ) : null
      }
    >
      <Loaded result={proceedings}>
        {({ issues }) => (
          <Stack gap="md">
            {issues.length === 0 ? (
              <Text c="dimmed">{mayRecord ? t('offers.none') : t('offers.noneReadOnly')}</Text>
            ) : (
              <Text size="sm" c="dimmed">
                {t('offers.privacy')}
              </Text>
            )}
            {issues.map((one) => (
              <article
                key={one.id}
                className={classes.card}
                aria-label={t('offers.issue', { n: one.number, title: one.title })}
              >
                <Group justify="space-between" mb="xs">
                  <Title order={3}>{t('offers.issue', { n: one.number, title: one.title })}</Title>
                  {mayRecord ? (
                    <Group gap="xs">
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        leftSection={<IconPencil size="1rem" aria-hidden />}
                        aria-label={t('offers.editIssue', { n: one.number })}
                        onClick={() => setIssue(one)}
                      >
                        {t('common:action.edit')}
                      </Button>
                      {one.offers.some(({ answer }) => answer === 'accepted') ? null : (
                        <Button
                          variant="default"
                          size="compact-sm"
                          leftSection={<IconPlus size="1rem" aria-hidden />}
                          aria-label={t('offers.addTo', { title: one.title })}
                          onClick={() => setOffering({ issue: one })}
                        >
                          {t('offers.add')}
                        </Button>
                      )}
                    </Group>
                  ) : null}
                </Group>
                {one.note === '' ? null : <Text className={own.words ?? ''}>{one.note}</Text>}
                {one.offers.length === 0 ? (
                  <Text c="dimmed">{t('offers.noOffers')}</Text>
                ) : (
                  <ol className={own.chain} aria-label={t('offers.chain')}>
                    {inChains(one.offers).map((offer) => (
                      <li key={offer.id} data-counter={offer.counterTo ?? undefined}>
                        <OfferCard
                          view={view}
                          offer={offer}
                          all={one.offers}
                          mayRecord={mayRecord}
                          mayAgree={can.editAgreement && may('mediation.offerToClause')}
                          pending={toClause.pending}
                          onCounter={() => setOffering({ issue: one, counterTo: offer })}
                          onEdit={() => setOffering({ issue: one, offer })}
                          onAnswer={(answer) => setAnswering({ offer, answer })}
                          onToClause={() => void putIntoAgreement(offer)}
                        />
                      </li>
                    ))}
                  </ol>
                )}
              </article>
            ))}
          </Stack>
        )}
      </Loaded>
      {issue ? (
        <IssueDialog
          view={view}
          issue={issue === 'new' ? undefined : issue}
          onClose={() => setIssue(undefined)}
        />
      ) : null}
      {offering ? (
        <OfferDialog view={view} offering={offering} onClose={() => setOffering(undefined)} />
      ) : null}
      {answering ? (
        <AnswerDialog view={view} answering={answering} onClose={() => setAnswering(undefined)} />
      ) : null}
    </Section>
  );
}

/** Each opening offer followed by its counter-offers: an offer has one counter-offer at the most. */
function inChains(offers: readonly OfferView[]): OfferView[] {
  return offers
    .filter((offer) => offer.counterTo === null)
    .flatMap((opening) => {
      const chain = [opening];
      for (let next = counterOf(offers, opening); next; next = counterOf(offers, next)) chain.push(next);
      return chain;
    });
}

const counterOf = (offers: readonly OfferView[], { id }: OfferView): OfferView | undefined =>
  offers.find((other) => other.counterTo === id);
