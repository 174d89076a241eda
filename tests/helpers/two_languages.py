"""One short report in two languages, with the same paragraph numbers and figures."""

from __future__ import annotations

ENGLISH = """LHC/2031/6

Lighthouse Council
Report of the keeper general

I. Introduction

1. The Council was founded in 1998 and has 27 member States. This report covers March 2030 to February 2031.

2. In April 2030 the Council trained 48 keepers (19 women) in Valletta; 12 of them came from islands. A second
course in October 2030 was attended by 1,350 pilots and cost $2.4 million.

3. Fog signals were heard at 36 harbours, and old lamps were given away.

II. Work of the year

4. The workshop in Sliema gave out 520 charts. It repaired 75 bells, of which 30 hang in schools.

5. Of the 64 requests that came in, 9 were refused. Nine boats came twice.

6. The library holds 88 volumes. The archive holds 88 maps.
"""

CHINESE = """LHC/2031/6

灯塔理事会
总看守的报告

一. 导言

1. 理事会成立于 1998 年，现有 27 个成员国。本报告涵盖 2030 年 3 月至 2031 年 2 月。

2. 2030 年 4 月，理事会在瓦莱塔培训了 48 名看守人(19 名妇女)，其中 12 人来自各岛。2030 年 10 月的第二期
课程有 1 350 名引航员参加，费用为 240 万美元。

3. 36 个港口能听到雾号，旧灯已经送人。

二. 本年工作

4. 斯利马的工场发放了 520 张海图。工场还修好了 75 口钟，其中 30 口挂在学校里。

5. 收到 64 项请求，9 项被拒。有九艘船来过两次。

6. 图书馆藏书 88 册。档案馆藏图 88 张。
"""
