/** What the accounts and the kinds of booking are called on paper. */

export const accountNames: Record<string, string> = {
  'issue:service': '服务发行（志愿服务存入）',
  'issue:fund': '基金发行（向困难老人发放）',
  'pool:overcap': '捐赠池（超出上限）',
  'pool:donated': '捐赠池（捐赠）',
  'redeemed:service': '已兑服务',
  'redeemed:goods': '已兑物品',
  'redeemed:points': '已转积分',
  adjust: '时间币调整',
  'issue:points': '积分发行',
  'points:donated': '积分捐赠',
  'points:redeemed': '积分已兑',
  'points:expired': '积分到期',
  'points:adjust': '积分调整',
  member: '成员账户合计',
};

export const kindNames: Record<string, string> = {
  credit: '志愿服务存入',
  service: '接受服务支出',
  grant: '基金发放',
  transfer: '转赠',
  donation: '捐赠',
  poolGrant: '捐赠池发放',
  redemption: '兑换',
  points: '积分奖励',
  conversion: '时间币转积分',
  expiry: '积分到期',
  closure: '账户处置',
  adjustment: '调整',
  reversal: '冲正',
};
