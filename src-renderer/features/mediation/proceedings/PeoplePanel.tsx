import { useState, type ReactNode } from 'react';
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import classes from '../mediation.module.css';
import { offers } from '../stages.ts';
import { LateMark, PlainMark } from './Marks.tsx';
import { ParticipantDialog, type Participant } from './ParticipantDialog.tsx';
import own from './proceedings.module.css';
import { DecideRecusalDialog, RecusalDialog } from './RecusalDialog.tsx';
import { RiskDialog, type Risk } from './RiskDialog.tsx';
import { partyNames, useProceedings, type Proceedings } from './use-proceedings.ts';

type Open =
  | { what: 'participant'; one?: Participant }
  | { what: 'recusal' }
  | { what: 'decide'; one: Proceedings['recusals'][number] }
  | { what: 'risk'; one?: Risk };

/** Who else sits at the table, who stepped back, and what might get out of hand (人民调解法 art. 20, 25). */
export function PeoplePanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('proceedings');
  const may = useMay();
  const proceedings = useProceedings(view.id);
  const [open, setOpen] = useState<Open>();
  const can = offers(view);
  const mayRecord = can.recordProceedings && may('mediation.recordParticipant');
  const mayRecuse = view.mediators.length > 0 && can.recordProceedings && may('mediation.recordRecusal');
  const mayDecide = can.recordProceedings && may('mediation.decideRecusal');
  const close = () => setOpen(undefined);
  return (
    <Section title={t('people.title')} id="case-people">
      <Loaded result={proceedings}>
        {(data) => (
          <Stack gap="md">
            {view.acceptedOn && view.mediators.length === 0 && can.recordProceedings ? (
              <Alert
                color="yellow"
                c="var(--mantine-color-text)"
                icon={<IconAlertTriangle size="1.2rem" aria-hidden />}
              >
                {t('people.needMediator')}
              </Alert>
            ) : null}
            <Part
              title={t('people.risks')}
              add={t('people.addRisk')}
              {...(mayRecord ? { onAdd: () => setOpen({ what: 'risk' }) } : {})}
              empty={t('people.noRisks')}
            >
              {data.risks.map((risk) => (
                <RiskLine
                  key={risk.id}
                  risk={risk}
                  {...(mayRecord ? { onEdit: () => setOpen({ what: 'risk', one: risk }) } : {})}
                />
              ))}
            </Part>
            <Part
              title={t('people.participants')}
              add={t('people.addParticipant')}
              {...(mayRecord ? { onAdd: () => setOpen({ what: 'participant' }) } : {})}
              empty={t('people.noParticipants')}
            >
              {data.participants.map((one) => (
                <ParticipantLine
                  key={one.id}
                  one={one}
                  {...(mayRecord ? { onEdit: () => setOpen({ what: 'participant', one }) } : {})}
                />
              ))}
            </Part>
            <Part
              title={t('people.recusals')}
              add={t('people.addRecusal')}
              {...(mayRecuse ? { onAdd: () => setOpen({ what: 'recusal' }) } : {})}
              empty={t('people.noRecusals')}
            >
              {data.recusals.map((one) => (
                <RecusalLine
                  key={one.id}
                  view={view}
                  one={one}
                  {...(mayDecide ? { onDecide: () => setOpen({ what: 'decide', one }) } : {})}
                />
              ))}
            </Part>
          </Stack>
        )}
      </Loaded>
      {open?.what === 'participant' ? (
        <ParticipantDialog view={view} participant={open.one} onClose={close} />
      ) : null}
      {open?.what === 'recusal' ? <RecusalDialog view={view} onClose={close} /> : null}
      {open?.what === 'decide' ? <DecideRecusalDialog view={view} one={open.one} onClose={close} /> : null}
      {open?.what === 'risk' ? <RiskDialog view={view} risk={open.one} onClose={close} /> : null}
    </Section>
  );
}

interface PartProps {
  title: string;
  add: string;
  onAdd?: () => void;
  empty: string;
  children: ReactNode[];
}

function Part({ title, add, onAdd, empty, children }: PartProps) {
  return (
    <div role="group" aria-label={title}>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{title}</Title>
        {onAdd ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size="1rem" aria-hidden />}
            onClick={onAdd}
          >
            {add}
          </Button>
        ) : null}
      </Group>
      {children.length === 0 ? <Text c="dimmed">{empty}</Text> : <Stack gap="xs">{children}</Stack>}
    </div>
  );
}

function EditButton({ label, onEdit }: { label: string; onEdit: (() => void) | undefined }) {
  const { t } = useTranslation('common');
  return onEdit ? (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPencil size="1rem" aria-hidden />}
      aria-label={label}
      onClick={onEdit}
    >
      {t('action.edit')}
    </Button>
  ) : null;
}

function ParticipantLine({ one, onEdit }: { one: Participant; onEdit?: () => void }) {
  const { t } = useTranslation('proceedings');
  const struck = one.withdrawnReason !== '';
  const details = [t(`people.kinds.${one.kind}`), one.relation, one.organisation, dateText(one.invitedOn)];
  return (
    <Group className={classes.card} justify="space-between" py={6}>
      <div>
        <Group gap="xs">
          <Text fw={600} {...(struck ? { td: 'line-through' } : {})}>
            {one.name}
          </Text>
          <PlainMark
            text={one.partiesConsent ? t('people.consented') : t('people.noConsent')}
            color={one.partiesConsent ? 'pine' : 'yellow'}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {[...details, one.note].filter(Boolean).join(' · ')}
        </Text>
        {struck ? <Text size="sm">{t('people.struck', { reason: one.withdrawnReason })}</Text> : null}
      </div>
      <EditButton label={t('people.editParticipant', { name: one.name })} onEdit={onEdit} />
    </Group>
  );
}

function RecusalLine({
  view,
  one,
  onDecide,
}: {
  view: CaseView;
  one: Proceedings['recusals'][number];
  onDecide?: () => void;
}) {
  const { t } = useTranslation('proceedings');
  const who =
    one.askedBy === 'party' ? partyNames(view, [one.partyId ?? '']) : t(`people.askedByKinds.${one.askedBy}`);
  return (
    <div className={classes.card}>
      <Group justify="space-between">
        <Text>
          {one.decision === null || one.decidedOn === null
            ? t('people.recusalWaits', { mediator: one.mediator, who, asked: dateText(one.askedOn) })
            : t('people.recusalLine', {
                mediator: one.mediator,
                who,
                asked: dateText(one.askedOn),
                decided: dateText(one.decidedOn),
                decision: t(`people.decisions.${one.decision}`),
              })}
        </Text>
        {one.decision === null && onDecide ? (
          <Button
            size="compact-sm"
            variant="light"
            aria-label={t('people.decideTitle', { mediator: one.mediator })}
            onClick={onDecide}
          >
            {t('people.decide')}
          </Button>
        ) : null}
      </Group>
      <Text size="sm" c="dimmed" className={own.words ?? ''}>
        {one.reason}
      </Text>
    </div>
  );
}

function RiskLine({ risk, onEdit }: { risk: Risk; onEdit?: () => void }) {
  const { t } = useTranslation('proceedings');
  return (
    <div className={classes.card}>
      <Group justify="space-between">
        <Group gap="xs">
          <IconAlertTriangle size="1.1rem" aria-hidden />
          <Text fw={600}>{t(`people.riskKinds.${risk.kind}`)}</Text>
          <Text size="sm" c="dimmed" className="tabular">
            {dateText(risk.foundOn)}
          </Text>
          <PlainMark
            text={
              risk.resolvedOn
                ? t('people.resolved', { date: dateText(risk.resolvedOn) })
                : t('people.openRisk')
            }
            color={risk.resolvedOn ? 'gray' : 'red'}
          />
          <LateMark late={risk.late} />
        </Group>
        <EditButton label={t('people.editRisk')} onEdit={onEdit} />
      </Group>
      <Text className={own.words ?? ''}>{risk.situation}</Text>
      {risk.measures ? (
        <Text size="sm" className={own.words ?? ''}>
          {t('people.measures') + t('common:form.colon') + risk.measures}
        </Text>
      ) : null}
      {risk.reportedOn ? (
        <Text size="sm" className={own.words ?? ''}>
          {t('people.reportedLine', {
            date: dateText(risk.reportedOn),
            to: risk.reportedTo,
            content: risk.reportContent,
          })}
        </Text>
      ) : null}
    </div>
  );
}
