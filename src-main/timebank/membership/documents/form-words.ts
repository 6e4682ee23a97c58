import type { AvailabilitySlot, DayPart } from '../../../contract/timebank/membership-values.ts';
import type { MemberRow } from '../../entities.ts';

/** Words of the membership form; an unknown value is room to write. */

export const genderNames: Record<MemberRow['gender'], string> = { male: '男', female: '女', unknown: '' };

export const idTypeNames: Record<MemberRow['id_type'], string> = {
  residentId: '居民身份证',
  passport: '护照',
  hkMacauPermit: '港澳居民来往内地通行证',
  taiwanPermit: '台湾居民来往大陆通行证',
  other: '其他证件',
  unknown: '',
};

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];
const parts: Record<DayPart, string> = { morning: '上午', afternoon: '下午', evening: '晚上' };

/** `周一上午、下午；周三晚上`. */
export function slotsInWords(slots: readonly AvailabilitySlot[]): string {
  return weekdays
    .flatMap((name, index) => {
      const given = slots.filter(({ weekday }) => weekday === index + 1).map(({ part }) => parts[part]);
      return given.length === 0 ? [] : [`周${name}${given.join('、')}`];
    })
    .join('；');
}
