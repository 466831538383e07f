// What people say is not what the law says: everyday words find the service that is meant.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const WORDS = {
  个体工商户设立登记: '小卖部 开小卖部 便利店 开超市 修车店 理发店 早餐店 办执照 营业执照',
  仅销售预包装食品备案: '小卖部 卖酒 卖零食',
  '食品经营许可（餐饮服务）': '开饭店 早餐店 健康证',
  低压居民新装用电: '电费 通电 装电表',
  用水报装: '水费 通水 装水表',
  城乡居民养老保险参保登记: '交社保 社保缴费',
  城乡居民基本医疗保险参保登记: '交医保',
  高龄津贴申领: '老人证 老人补贴',
  公交老年卡办理: '老年公交卡',
  出生登记: '生孩子 上户口',
  '房屋买卖转移登记（过户）': '买房 房产证 过户',
  机动车驾驶证期满换证: '驾照换证',
  诊所备案: '开诊所',
  '公司设立登记（有限责任公司）': '开公司',
};

for (const [item, words] of Object.entries(WORDS)) {
  test(`${words} → ${item}`, async () => {
    for (const word of words.split(' ')) {
      const asked = `/api/v1/items?limit=3&q=${encodeURIComponent(word)}`;
      const answer = await (await fetch(new URL(asked, process.env.YICHUANG_URL))).json();
      const names = answer.items.map((one) => one.name.zh ?? one.name);
      assert.ok(names.includes(item), `${word}: ${names.join(' / ')}`);
    }
  });
}

test('what was put right is told, with another way to go', async () => {
  const asked = `/zh/search?q=${encodeURIComponent('护召')}`;
  const text = await (await fetch(new URL(asked, process.env.YICHUANG_URL))).text();
  assert.ok(text.includes('没有“护召”，下面是“护照”的结果'));
  assert.ok(text.includes('按主题找'));
});
