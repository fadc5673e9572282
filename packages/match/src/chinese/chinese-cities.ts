/** Cities and counties of Taiwan and large cities and provinces of the mainland, simplified, without their units. */
const TAIWAN = '台北 新北 桃园 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 云林 嘉义 屏东 宜兰 花莲 台东 澎湖 金门 连江';
const PROVINCES =
  '河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆';
const CITIES =
  '北京 上海 天津 重庆 广州 深圳 东莞 佛山 珠海 惠州 中山 汕头 南京 苏州 无锡 常州 南通 徐州 扬州 镇江 昆山 杭州 宁波 温州 嘉兴 绍兴 金华 ' +
  '台州 湖州 合肥 福州 厦门 泉州 漳州 济南 青岛 烟台 潍坊 临沂 淄博 郑州 洛阳 武汉 宜昌 襄阳 长沙 株洲 南昌 九江 赣州 成都 绵阳 贵阳 昆明 西安 ' +
  '兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 太原 石家庄 唐山 保定 沈阳 大连 长春 哈尔滨 南宁 桂林 柳州 海口 三亚 香港 澳门';

export const TAIWAN_CITIES: readonly string[] = TAIWAN.split(' ');
export const MAINLAND_PROVINCES: readonly string[] = PROVINCES.split(' ');
export const MAINLAND_CITIES: readonly string[] = CITIES.split(' ');

/** The same places in pinyin; for finding cities in romanised addresses without the tables of readings. */
export const TAIWAN_PINYIN: readonly string[] =
  'taibei xinbei taoyuan taizhong tainan gaoxiong jilong xinzhu miaoli zhanghua nantou yunlin jiayi pingdong yilan hualian taidong penghu jinmen lianjiang'.split(
    ' ',
  );
export const CITY_PINYIN: readonly string[] = (
  'beijing shanghai tianjin chongqing guangzhou shenzhen dongguan foshan zhuhai huizhou zhongshan shantou nanjing suzhou wuxi changzhou nantong xuzhou yangzhou ' +
  'zhenjiang kunshan hangzhou ningbo wenzhou jiaxing shaoxing jinhua taizhou huzhou hefei fuzhou xiamen quanzhou zhangzhou jinan qingdao yantai weifang linyi zibo ' +
  'zhengzhou luoyang wuhan yichang xiangyang changsha zhuzhou nanchang jiujiang ganzhou chengdu mianyang guiyang kunming xian lanzhou xining yinchuan wulumuqi lasa ' +
  'huhehaote taiyuan shijiazhuang tangshan baoding shenyang dalian changchun haerbin nanning guilin liuzhou haikou sanya xianggang aomen'
).split(' ');
