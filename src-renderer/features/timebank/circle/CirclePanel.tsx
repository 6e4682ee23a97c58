import { Stack } from '@mantine/core';
import { useRoute } from '../../../bridge/queries.ts';
import { Loaded } from '../../../ui/states.tsx';
import { EligibilitySection } from './EligibilitySection.tsx';
import { RelationsSection } from './RelationsSection.tsx';
import { RepresentativesSection } from './RepresentativesSection.tsx';

/** Who belongs to a member, who acts for him, and whether he may receive. */
export function CirclePanel({ memberId }: { memberId: string }) {
  const circle = useRoute('timebank.readCircle', { memberId });
  return (
    <Stack>
      <Loaded result={circle}>
        {(data) => (
          <>
            <RelationsSection memberId={memberId} circle={data} />
            <RepresentativesSection memberId={memberId} circle={data} />
          </>
        )}
      </Loaded>
      <EligibilitySection memberId={memberId} />
    </Stack>
  );
}
