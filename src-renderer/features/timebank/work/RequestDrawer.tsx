import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { Loaded } from '../../../ui/states.tsx';
import { RequestActions } from './RequestActions.tsx';
import { RequestDetail } from './RequestDetail.tsx';

/** One request beside the board: everything about it, and what can be done now. */
export function RequestDrawer({ id, onClose }: { id: string | undefined; onClose(): void }) {
  const { t } = useTranslation('timebankWork');
  const request = useRoute('timebank.readRequest', { id: id ?? '' }, { enabled: id !== undefined });
  const title = request.data ? `${request.data.number} ${request.data.title}` : t('page.title');
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="40rem"
      title={title}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {id !== undefined && (
        <Loaded result={request}>
          {(view) => (
            <>
              <RequestActions key={view.id} request={view} />
              <RequestDetail request={view} />
            </>
          )}
        </Loaded>
      )}
    </Drawer>
  );
}
