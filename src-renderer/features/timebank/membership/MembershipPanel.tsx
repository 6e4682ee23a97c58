import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { MembershipStep } from '../../../../src-main/contract/timebank/membership-values.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import { AvailabilitySection } from './AvailabilitySection.tsx';
import { EndDialog } from './EndDialog.tsx';
import { EventTable } from './EventTable.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { PaperSection } from './PaperSection.tsx';
import { PlainStepDialog } from './PlainStepDialog.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { SettleDialog } from './SettleDialog.tsx';
import { SuspendDialog } from './SuspendDialog.tsx';

type Membership = RouteOutput<'timebank.readMembership'>;
type Who = Pick<RouteOutput<'timebank.readMember'>, 'id' | 'name'>;

/** Where a member stands, what happened, what may be done next, and when he has time. */
export function MembershipPanel({ member }: { member: Who }) {
  const membership = useRoute('timebank.readMembership', { memberId: member.id });
  return (
    <Loaded result={membership}>
      {(data) => (
        <Stack>
          <StandingSection member={member} membership={data} />
          <EventTable events={data.events} />
          <AvailabilitySection memberId={member.id} availability={data.availability} />
          <PaperSection memberId={member.id} />
        </Stack>
      )}
    </Loaded>
  );
}

/** Which right each step needs; the routes ask again. */
const needs = {
  reapply: 'timebank.reapplyMember',
  review: 'timebank.reviewMember',
  suspend: 'timebank.suspendMember',
  resume: 'timebank.resumeMember',
  end: 'timebank.endMember',
  settle: 'timebank.settleRest',
  return: 'timebank.returnMember',
  revoke: 'timebank.revokeEnding',
  merge: 'timebank.mergeMembers',
  takeBack: 'timebank.takeBackMerge',
} as const;

function StandingSection({ member, membership }: { member: Who; membership: Membership }) {
  const { t } = useTranslation('timebankMembership');
  const may = useMay();
  const [step, setStep] = useState<MembershipStep>();
  const close = () => setStep(undefined);
  const { standing, ending, rest, steps, ownReview } = membership;
  const last = !(standing === 'applied' && membership.levels === 2);
  const offered = steps.filter((name) => {
    if (name === 'review') return may(last ? 'timebank.suspendMember' : needs.review);
    return may(needs[name]);
  });
  const shared = { member, membership, onClose: close };
  return (
    <Section title={t('facts.title')}>
      <Stack gap="sm">
        <Facts
          facts={[
            [t('facts.standing'), ending === null ? t(`standing.${standing}`) : t(`facts.ended.${ending}`)],
            ...(standing === 'suspended'
              ? [
                  [
                    t('step.suspend'),
                    membership.untilDay === null
                      ? t('facts.untilOpen')
                      : t('facts.until', { date: dateText(membership.untilDay) }),
                  ] as const,
                ]
              : []),
            [
              t('facts.rest'),
              t('facts.restText', { coins: minutesText(rest.coinMinutes), points: rest.points }),
            ],
          ]}
        />
        {membership.levels === null ? (
          <Text size="sm" c="dimmed">
            {t('facts.direct')}
          </Text>
        ) : (
          (standing === 'applied' || standing === 'reviewed') && (
            <Text size="sm">{t('facts.levels', { n: membership.levels })}</Text>
          )
        )}
        {ownReview && (
          <Text size="sm" role="status">
            {t('facts.own')}
          </Text>
        )}
        {offered.length > 0 && (
          <Group gap="xs">
            {offered.map((name) => (
              <Button
                key={name}
                size="sm"
                variant={name === 'review' ? 'filled' : 'default'}
                disabled={name === 'review' && ownReview}
                onClick={() => setStep(name)}
              >
                {t(`step.${name}`)}
              </Button>
            ))}
          </Group>
        )}
        {step === 'review' && <ReviewDialog {...shared} last={last} />}
        {step === 'suspend' && <SuspendDialog {...shared} />}
        {step === 'end' && <EndDialog {...shared} />}
        {step === 'settle' && <SettleDialog {...shared} />}
        {step === 'merge' && <MergeDialog survivorId={member.id} onClose={close} />}
        {step !== undefined && isPlain(step) && <PlainStepDialog {...shared} step={step} />}
      </Stack>
    </Section>
  );
}

const plainSteps = ['reapply', 'resume', 'return', 'revoke', 'takeBack'] as const;
const isPlain = (step: MembershipStep): step is (typeof plainSteps)[number] =>
  (plainSteps as readonly string[]).includes(step);
