"""Characters that sound or look alike: what a slip of the keyboard or of the eye puts in the place of another."""

from __future__ import annotations

import functools
from bisect import bisect_right

# Where each sound begins in the first part of GB 2312—1980, which is in the order of sounds (hexadecimal codes are
# 65536 less these); tones are not told apart, since those who type leave them out.
_STARTS = """
a20319 ai20317 an20304 ang20295 ao20292 ba20283 bai20265 ban20257 bang20242 bao20230 bei20051 ben20036 beng20032
bi20026 bian20002 biao19990 bie19986 bin19982 bing19976 bo19805 bu19784 ca19775 cai19774 can19763 cang19756 cao19751
ce19746 ceng19741 cha19739 chai19728 chan19725 chang19715 chao19540 che19531 chen19525 cheng19515 chi19500 chong19484
chou19479 chu19467 chuai19289 chuan19288 chuang19281 chui19275 chun19270 chuo19263 ci19261 cong19249 cou19243 cu19242
cuan19238 cui19235 cun19227 cuo19224 da19218 dai19212 dan19038 dang19023 dao19018 de19006 deng19003 di18996 dian18977
diao18961 die18952 ding18783 diu18774 dong18773 dou18763 du18756 duan18741 dui18735 dun18731 duo18722 e18710 en18697
er18696 fa18526 fan18518 fang18501 fei18490 fen18478 feng18463 fo18448 fou18447 fu18446 ga18239 gai18237 gan18231
gang18220 gao18211 ge18201 gei18184 gen18183 geng18181 gong18012 gou17997 gu17988 gua17970 guai17964 guan17961
guang17950 gui17947 gun17931 guo17928 ha17922 hai17759 han17752 hang17733 hao17730 he17721 hei17703 hen17701 heng17697
hong17692 hou17683 hu17676 hua17496 huai17487 huan17482 huang17468 hui17454 hun17433 huo17427 ji17417 jia17202
jian17185 jiang16983 jiao16970 jie16942 jin16915 jing16733 jiong16708 jiu16706 ju16689 juan16664 jue16657 jun16647
ka16474 kai16470 kan16465 kang16459 kao16452 ke16448 ken16433 keng16429 kong16427 kou16423 ku16419 kua16412 kuai16407
kuan16403 kuang16401 kui16393 kun16220 kuo16216 la16212 lai16205 lan16202 lang16187 lao16180 le16171 lei16169
leng16158 li16155 lia15959 lian15958 liang15944 liao15933 lie15920 lin15915 ling15903 liu15889 long15878 lou15707
lu15701 lv15681 luan15667 lue15661 lun15659 luo15652 ma15640 mai15631 man15625 mang15454 mao15448 me15436 mei15435
men15419 meng15416 mi15408 mian15394 miao15385 mie15377 min15375 ming15369 miu15363 mo15362 mou15183 mu15180 na15165
nai15158 nan15153 nang15150 nao15149 ne15144 nei15143 nen15141 neng15140 ni15139 nian15128 niang15121 niao15119
nie15117 nin15110 ning15109 niu14941 nong14937 nu14933 nv14930 nuan14929 nue14928 nuo14926 o14922 ou14921 pa14914
pai14908 pan14902 pang14894 pao14889 pei14882 pen14873 peng14871 pi14857 pian14678 piao14674 pie14670 pin14668
ping14663 po14654 pu14645 qi14630 qia14594 qian14429 qiang14407 qiao14399 qie14384 qin14379 qing14368 qiong14355
qiu14353 qu14345 quan14170 que14159 qun14151 ran14149 rang14145 rao14140 re14137 ren14135 reng14125 ri14123 rong14122
rou14112 ru14109 ruan14099 rui14097 run14094 ruo14092 sa14090 sai14087 san14083 sang13917 sao13914 se13910 sen13907
seng13906 sha13905 shai13896 shan13894 shang13878 shao13870 she13859 shen13847 sheng13831 shi13658 shou13611 shu13601
shua13406 shuai13404 shuan13400 shuang13398 shui13395 shun13391 shuo13387 si13383 song13367 sou13359 su13356 suan13343
sui13340 sun13329 suo13326 ta13318 tai13147 tan13138 tang13120 tao13107 te13096 teng13095 ti13091 tian13076 tiao13068
tie13063 ting13060 tong12888 tou12875 tu12871 tuan12860 tui12858 tun12852 tuo12849 wa12838 wai12831 wan12829 wang12812
wei12802 wen12607 weng12597 wo12594 wu12585 xi12556 xia12359 xian12346 xiang12320 xiao12300 xie12120 xin12099 xing12089
xiong12074 xiu12067 xu12058 xuan12039 xue11867 xun11861 ya11847 yan11831 yang11798 yao11781 ye11604 yi11589 yin11536
ying11358 yo11340 yong11339 you11324 yu11303 yuan11097 yue11077 yun11067 za11055 zai11052 zan11045 zang11041 zao11038
ze11024 zei11020 zen11019 zeng11018 zha11014 zhai10838 zhan10832 zhang10815 zhao10800 zhe10790 zhen10780 zheng10764
zhi10587 zhong10544 zhou10533 zhu10519 zhua10331 zhuai10329 zhuan10328 zhuang10322 zhui10315 zhun10309 zhuo10307
zi10296 zong10281 zou10274 zu10270 zuan10262 zui10260 zun10256 zuo10254
"""
_LAST = 55289
# characters with another sound of theirs, and those of the second part of GB 2312 that idioms hold
_ALSO = """
de的地得 xing行 hang行 zhong重 chong重 chang长 zhang长 wei为 xiang降 jiang降 cha差 chai差 diao调 tiao调 du都
dou都 le乐 yue乐 chu处 ji给 jiao教校 xiao校 shu数 shuo数 neng能 he和 huo和 jie解 xie解 qi期其 ju据 zhuo着 zhe着
shen什参 can参 dang当 fen分 liang量 tu荼 li厉励励历砺莅 you攸犹 shi恃 juan隽 duo踔 chuo踔绰 dai怠殆 mou谋 xie懈
wu毋鹜骛 hao毫 zhi掷芷 cu蹴 ju炬 du笃 ze赜 zhan瞻 qie锲 lou镂 bi壁璧毕 yi懿屹 ling聆 zun遵 yin殷 heng恒
cui萃瘁粹 yun孕 xun徇 kui匮 zhou胄 jin靳 hui诲 jian谏 ci茨 cheng骋 kai恺 qiang锵
"""
_LOOK = """
己已巳 未末 人入 凤风 天夫 大太 土士 千干 日曰 午牛 刀力 析折拆 戊戍戌 幕慕募暮 辩辨辫 睛晴 侯候 贷货 建健 拔拨
即既 竟竞 徒徙 壁璧 燥躁 撤撒 宜宣 令今 甲申由 侍待恃 治冶 催摧 偏遍篇 概慨 陪赔 仓仑 历厉 卷券 籍藉 密蜜 崇祟
茶荼 竿杆 席设 弛驰 炙灸 育肓 戒戎 斤斥 免兔 师帅 折拆 旨诣 科料 问间 坚竖 责贵 贡贵 桩粧 班斑 形型 庆厌 矢失
王玉 目自 具真 拓括 场扬 城诚 持特 铁轶 捍悍 谋媒 揭竭 喝竭 倾顷 须需 勿匆 住往 受爱 绩积 顷项
例列 准淮 观现 资次 全金 员贝 区匹 刑形 实买 纪记
"""


@functools.cache
def _sounds() -> tuple[tuple[int, ...], tuple[str, ...], dict[str, frozenset[str]]]:
    starts, names = [], []
    for entry in _STARTS.split():
        name = entry.rstrip("0123456789")
        starts.append(65536 - int(entry.removeprefix(name)))
        names.append(_plain(name))
    also: dict[str, set[str]] = {}
    for entry in _ALSO.split():
        name = entry.rstrip("".join(character for character in entry if not character.isascii()))
        for character in entry.removeprefix(name):
            also.setdefault(character, set()).add(_plain(name))
    return tuple(starts), tuple(names), {character: frozenset(found) for character, found in also.items()}


def _plain(sound: str) -> str:
    """Return ``sound`` as those hear it who keep zh from z and ng from n no better than most."""
    return sound.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n")


@functools.lru_cache(maxsize=8192)
def sounds_of(character: str) -> frozenset[str]:
    """Return the sounds of ``character``, tones left out and zh, ch, sh, ng written z, c, s, n; none where unknown."""
    starts, names, also = _sounds()
    known = also.get(character, frozenset())
    code = character.encode("gb2312", "ignore")
    value = int.from_bytes(code, "big") if len(code) == 2 else 0
    if not starts[0] <= value <= _LAST:
        return known
    return known | {names[bisect_right(starts, value) - 1]}


@functools.cache
def _looks() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _LOOK.split():
        for character in group:
            found.setdefault(character, set()).update(group)
    return {character: frozenset(group) for character, group in found.items()}


def alike(one: str, other: str) -> bool:
    """Return whether two characters sound or look so much alike that one is written for the other."""
    return bool(sounds_of(one) & sounds_of(other)) or other in _looks().get(one, ())
