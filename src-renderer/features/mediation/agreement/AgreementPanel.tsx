import { useState } from 'react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconEye, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, moneyText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { Facts } from '../Facts.tsx';
import classes from '../mediation.module.css';
import { offers } from '../stages.ts';
import { AgreementEditor } from './AgreementEditor.tsx';
import { AgreementVersions } from './AgreementVersions.tsx';

/** The agreement: its editor while it may change, its text afterwards. */
export function AgreementPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const edit = offers(view).editAgreement && may('mediation.saveAgreement');
  return (
    <Section title={t('agreement.title')} id="case-agreement">
      {edit ? (
        <AgreementEditor view={view} />
      ) : view.agreement ? (
        <Settled view={view} agreement={view.agreement} />
      ) : (
        <Text c="dimmed">{t('agreement.waiting')}</Text>
      )}
      <AgreementVersions view={view} />
    </Section>
  );
}

function Settled({ view, agreement }: { view: CaseView; agreement: NonNullable<CaseView['agreement']> }) {
  const { t } = useTranslation('mediation');
  const [open, setOpen] = useState<{ id: string; title: string }>();
  const nameOf = (id: string) => view.parties.find((party) => party.id === id)?.name ?? '–';
  const names = (ids: readonly string[]) => ids.map(nameOf).join('、');
  return (
    <Stack gap="sm">
      {agreement.issuedDocumentId ? (
        <Alert color="pine" icon={<IconLock size="1.2rem" aria-hidden />} c="var(--mantine-color-text)">
          <Group justify="space-between">
            <Text>
              {t('agreement.readonly')} {t('agreement.number')}：<strong>{agreement.number}</strong>
            </Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconEye size="1.1rem" aria-hidden />}
              onClick={() => setOpen({ id: agreement.issuedDocumentId!, title: t('papers.agreement') })}
            >
              {t('agreement.viewIssued')}
            </Button>
          </Group>
        </Alert>
      ) : null}
      <Facts
        entries={[
          [t('agreement.form'), t(`agreement.forms.${agreement.form}`)],
          [t('agreement.concludedOn'), dateText(agreement.concludedOn)],
          [t('agreement.place'), agreement.place],
          [t('agreement.copies'), t('agreement.copiesText', { n: agreement.copies })],
          [t('agreement.issues'), agreement.issues],
          ...agreement.responsibilities.map(
            ({ partyId, text }) =>
              [t('agreement.responsibilityOf', { name: nameOf(partyId) }), text] as const,
          ),
          [t('agreement.performance'), agreement.performance],
        ]}
      />
      <ol className={classes.plainList} aria-label={t('agreement.clauses')}>
        {agreement.clauses.map((clause) => (
          <li key={clause.id}>
            {[
              clause.debtorIds.length > 0
                ? names(clause.debtorIds) +
                  (clause.creditorIds.length > 0 ? ` → ${names(clause.creditorIds)}` : '')
                : '',
              clause.text,
              clause.amountFen === null ? clause.amountText : moneyText(clause.amountFen),
              clause.dueOn ? dateText(clause.dueOn) : clause.dueText,
              clause.manner,
            ]
              .filter(Boolean)
              .join(' · ')}
            {clause.instalments.length > 0 ? (
              <ul className={classes.plainList}>
                {clause.instalments.map((instalment, index) => (
                  <li key={index} className="tabular">
                    {t('agreement.instalment', { n: index + 1 })}：{moneyText(instalment.amountFen)} ·{' '}
                    {instalment.dueOn ? dateText(instalment.dueOn) : instalment.dueText}
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
      <DocumentDialog document={open} onClose={() => setOpen(undefined)} />
    </Stack>
  );
}
