import { useState } from 'react';
import { Badge, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { PlannedSession } from '../../../../src-main/contract/mediation/sessions.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText } from '../../../i18n/format.ts';
import { Facts } from '../Facts.tsx';
import classes from '../mediation.module.css';
import { partyNames } from '../proceedings/use-proceedings.ts';
import { CancelPlanDialog, MovePlanDialog } from './PlanDialog.tsx';

interface PlannedSessionsProps {
  view: CaseView;
  mayRecord: boolean;
  /** The session was held: its record is written from the plan. */
  onHold(plan: PlannedSession): void;
}

/** Sessions that are coming; plans that were moved or cancelled stay in sight with their reason, held ones are records. */
export function PlannedSessions({ view, mayRecord, onHold }: PlannedSessionsProps) {
  const plans = useRoute('mediation.readPlannedSessions', { caseId: view.id }).data?.plans ?? [];
  const [open, setOpen] = useState<{ what: 'move' | 'cancel'; plan: PlannedSession }>();
  const close = () => setOpen(undefined);
  return (
    <>
      {plans
        .filter((plan) => plan.state !== 'held')
        .map((plan) => (
          <PlanCard
            key={plan.id}
            view={view}
            plan={plan}
            mayRecord={mayRecord && plan.state === 'planned'}
            onHold={() => onHold(plan)}
            onMove={() => setOpen({ what: 'move', plan })}
            onCancel={() => setOpen({ what: 'cancel', plan })}
          />
        ))}
      {open?.what === 'move' ? <MovePlanDialog view={view} plan={open.plan} onClose={close} /> : null}
      {open?.what === 'cancel' ? <CancelPlanDialog view={view} plan={open.plan} onClose={close} /> : null}
    </>
  );
}

interface PlanCardProps {
  view: CaseView;
  plan: PlannedSession;
  mayRecord: boolean;
  onHold(): void;
  onMove(): void;
  onCancel(): void;
}

function PlanCard({ view, plan, mayRecord, onHold, onMove, onCancel }: PlanCardProps) {
  const { t } = useTranslation('mediation');
  const day = dateText(plan.plannedOn);
  const time = plan.endsAt === '' ? plan.startsAt : `${plan.startsAt}–${plan.endsAt}`;
  const isOpen = plan.state === 'planned';
  return (
    <article className={classes.card} aria-label={t('plan.on', { day })}>
      <Group justify="space-between" mb={isOpen ? 4 : 0}>
        <Group gap="xs">
          <Badge color={isOpen ? 'blue' : 'gray'} c="var(--mantine-color-text)">
            {t(`plan.state.${plan.state}`)}
          </Badge>
          <Text className="tabular">
            {day} {time} · {plan.place}
          </Text>
          {isOpen ? null : <Text c="dimmed">{plan.reason}</Text>}
        </Group>
        {mayRecord ? (
          <Group gap="xs">
            <Button size="compact-sm" variant="light" onClick={onHold}>
              {t('plan.hold')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('plan.moveOf', { day })}
              onClick={onMove}
            >
              {t('plan.moveShort')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={t('plan.cancelOf', { day })}
              onClick={onCancel}
            >
              {t('plan.cancelShort')}
            </Button>
          </Group>
        ) : null}
      </Group>
      {isOpen ? (
        <Facts
          entries={[
            [t('plan.parties'), partyNames(view, plan.partyIds)],
            [t('plan.others'), plan.others],
            [t('plan.matters'), plan.matters],
          ]}
        />
      ) : null}
    </article>
  );
}
