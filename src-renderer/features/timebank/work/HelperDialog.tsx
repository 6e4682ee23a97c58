import { useState } from 'react';
import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { RequestView } from '../../../../src-main/contract/timebank/work-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { minutesText } from '../../../i18n/format.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Loaded } from '../../../ui/states.tsx';
import { findingText } from '../finding-text.ts';

type Step = 'take' | 'offer' | 'choose';

/** Who could help: offers first, then who has the skill; who is busy is said to be. */
export function HelperDialog({
  request,
  step,
  onClose,
}: {
  request: RequestView;
  step: Step | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankWork');
  const title = step === undefined ? '' : t(`helpers.${step}Title`);
  return (
    <FormDialog opened={step !== undefined} onClose={onClose} title={title} size="lg">
      {step && <Helpers request={request} step={step} onClose={onClose} />}
    </FormDialog>
  );
}

function Helpers({ request, step, onClose }: { request: RequestView; step: Step; onClose(): void }) {
  const { t } = useTranslation('timebankWork');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const helpers = useRoute(
    'timebank.matchHelpers',
    { requestId: request.id, text: asked },
    { keepPrevious: true },
  );
  const onDone = () => {
    onClose();
    notifyDone(step === 'offer' ? t('done.offer') : t('done.take'));
  };
  const take = useCommand('timebank.takeRequest', { onDone });
  const offer = useCommand('timebank.offerHelp', { onDone });
  const choose = useCommand('timebank.chooseHelper', { onDone });
  const label = { take: t('helpers.assign'), offer: t('helpers.addOffer'), choose: t('helpers.chooseThis') };
  const pending = take.pending || offer.pending || choose.pending;
  const run = (helperId: string) => {
    const { id, version } = request;
    if (step === 'take') void take.run({ id, helperId });
    else if (step === 'offer') void offer.run({ id, helperId });
    else void choose.run({ id, version, helperId });
  };
  return (
    <Stack>
      <TextInput
        label={t('helpers.search')}
        placeholder={t('field.findMember')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Loaded result={helpers}>
        {({ rows }) => {
          const shown = rows.filter(({ offered }) =>
            step === 'choose' ? offered : step === 'take' || !offered,
          );
          if (shown.length === 0) return <Text c="dimmed">{t('helpers.none')}</Text>;
          return (
            <Stack gap="xs" role="list" aria-label={t('helpers.list')}>
              {shown.map((helper) => (
                <Group key={helper.id} role="listitem" justify="space-between" wrap="nowrap">
                  <div>
                    <Text fw={600}>
                      {helper.name}（{helper.volunteerNumber}）
                    </Text>
                    <Group gap="xs">
                      <Text size="sm" c="dimmed">
                        {t('helpers.served', { time: minutesText(helper.serviceMinutes) })}
                      </Text>
                      {helper.offered && <Badge variant="outline">{t('helpers.offered')}</Badge>}
                      {helper.skilled && (
                        <Badge variant="outline" color="pine">
                          {t('helpers.skilled')}
                        </Badge>
                      )}
                      {helper.available !== 'unknown' && (
                        <Badge variant="outline" color={helper.available === 'yes' ? 'pine' : 'gray.8'}>
                          {t(`helpers.available.${helper.available}`)}
                        </Badge>
                      )}
                      {helper.busy && (
                        <Badge variant="outline" color="orange.9">
                          {t('helpers.busy')}
                        </Badge>
                      )}
                    </Group>
                    {helper.doubts.map((doubt) => (
                      <Text key={doubt.code} size="sm" c="orange.9">
                        {findingText(doubt)}
                      </Text>
                    ))}
                  </div>
                  <Button
                    size="sm"
                    variant="default"
                    disabled={pending}
                    aria-label={`${label[step]} ${helper.name}`}
                    onClick={() => run(helper.id)}
                  >
                    {label[step]}
                  </Button>
                </Group>
              ))}
            </Stack>
          );
        }}
      </Loaded>
    </Stack>
  );
}
