import { NavLink, ScrollArea, Text } from '@mantine/core';
import {
  IconAddressBook,
  IconArchive,
  IconBuildingBank,
  IconCoinYuan,
  IconBuildingCommunity,
  IconCalendarEvent,
  IconClipboardCheck,
  IconFileCertificate,
  IconFileText,
  IconFolders,
  IconForms,
  IconGift,
  IconHeartHandshake,
  IconLockCheck,
  IconLayoutDashboard,
  IconMessageQuestion,
  IconSettings,
  IconUsers,
  IconZoomCheck,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../bridge/session.tsx';
import { formatPlace, type Page, type Place } from './navigation.ts';
import { pageTable } from './routes.tsx';
import classes from './SideNavigation.module.css';

type Entry =
  | 'workbench'
  | 'cases'
  | 'enquiries'
  | 'batches'
  | 'covenants'
  | 'subsidy'
  | 'archive'
  | 'parties'
  | 'members'
  | 'requests'
  | 'spending'
  | 'timebankReview'
  | 'activities'
  | 'sheets'
  | 'statements'
  | 'closing'
  | 'documents'
  | 'forms'
  | 'settings';

const icons: Record<Entry, Icon> = {
  workbench: IconLayoutDashboard,
  cases: IconFolders,
  enquiries: IconMessageQuestion,
  batches: IconBuildingCommunity,
  covenants: IconFileCertificate,
  subsidy: IconCoinYuan,
  archive: IconArchive,
  parties: IconAddressBook,
  members: IconUsers,
  requests: IconHeartHandshake,
  spending: IconGift,
  timebankReview: IconZoomCheck,
  activities: IconCalendarEvent,
  sheets: IconClipboardCheck,
  statements: IconBuildingBank,
  closing: IconLockCheck,
  documents: IconFileText,
  forms: IconForms,
  settings: IconSettings,
};

const groups: { title?: 'timebank'; entries: Entry[] }[] = [
  { entries: ['workbench', 'cases', 'enquiries', 'batches', 'covenants', 'subsidy', 'archive', 'parties'] },
  {
    title: 'timebank',
    entries: [
      'members',
      'requests',
      'activities',
      'sheets',
      'spending',
      'statements',
      'closing',
      'timebankReview',
    ],
  },
  { entries: ['documents', 'forms', 'settings'] },
];

export function SideNavigation({ place }: { place: Place }) {
  const { t } = useTranslation('frame');
  const may = useMay();
  const section: Page = pageTable[place.page].section;
  return (
    <ScrollArea type="auto" className={classes.scroll}>
      {groups.map((group, index) => {
        const entries = group.entries.filter((entry) => may(pageTable[entry].needs));
        if (entries.length === 0) return null;
        return (
          <div key={index} className={classes.group}>
            {group.title ? (
              <Text size="xs" c="dimmed" fw={600} px="md" pb={4}>
                {t(`nav.${group.title}`)}
              </Text>
            ) : null}
            {entries.map((entry) => {
              const EntryIcon = icons[entry];
              return (
                <NavLink
                  key={entry}
                  href={formatPlace({ page: entry, params: {} })}
                  label={t(`nav.${entry}`)}
                  leftSection={<EntryIcon size="1.25rem" stroke={1.7} aria-hidden />}
                  active={section === entry}
                  aria-current={section === entry ? 'page' : undefined}
                  className={classes.entry}
                />
              );
            })}
          </div>
        );
      })}
    </ScrollArea>
  );
}
