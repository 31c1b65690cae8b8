"""Sub-locations of integrated care boards of England, 2024: ODS code, ONS code, board.

Source: Organisation Data Service and ONS geography (2024). Open Government Licence v3.0.
"""

from efqi.measures.codes.code_list import CodeList

_PLACES = [
    line.split(" ", maxsplit=2)
    for line in """\
00L E38000130 North East and North Cumbria
00N E38000163 North East and North Cumbria
00P E38000176 North East and North Cumbria
00Q E38000014 Lancashire and South Cumbria
00R E38000015 Lancashire and South Cumbria
00T E38000016 Greater Manchester
00V E38000024 Greater Manchester
00X E38000034 Lancashire and South Cumbria
00Y E38000135 Greater Manchester
01A E38000050 Lancashire and South Cumbria
01D E38000080 Greater Manchester
01E E38000227 Lancashire and South Cumbria
01F E38000068 Cheshire and Merseyside
01G E38000143 Greater Manchester
01H E38000215 North East and North Cumbria
01J E38000091 Cheshire and Merseyside
01K E38000228 Lancashire and South Cumbria
01T E38000161 Cheshire and Merseyside
01V E38000170 Cheshire and Merseyside
01W E38000174 Greater Manchester
01X E38000172 Cheshire and Merseyside
01Y E38000263 Greater Manchester
02A E38000187 Greater Manchester
02E E38000194 Cheshire and Merseyside
02G E38000200 Lancashire and South Cumbria
02H E38000205 Greater Manchester
02M E38000226 Lancashire and South Cumbria
02P E38000006 South Yorkshire
02Q E38000008 Nottingham and Nottinghamshire
02T E38000025 West Yorkshire
02X E38000044 South Yorkshire
02Y E38000052 Humber and North Yorkshire
03F E38000085 Humber and North Yorkshire
03H E38000119 Humber and North Yorkshire
03K E38000122 Humber and North Yorkshire
03L E38000141 South Yorkshire
03N E38000146 South Yorkshire
03Q E38000188 Humber and North Yorkshire
03R E38000190 West Yorkshire
03W E38000051 Leicester, Leicestershire and Rutland
04C E38000097 Leicester, Leicestershire and Rutland
04V E38000201 Leicester, Leicestershire and Rutland
04Y E38000028 Staffordshire and Stoke-on-Trent
05D E38000053 Staffordshire and Stoke-on-Trent
05G E38000126 Staffordshire and Stoke-on-Trent
05Q E38000153 Staffordshire and Stoke-on-Trent
05V E38000173 Staffordshire and Stoke-on-Trent
05W E38000175 Staffordshire and Stoke-on-Trent
06H E38000260 Cambridgeshire and Peterborough
06K E38000049 Hertfordshire and West Essex
06L E38000086 Suffolk and North East Essex
06N E38000079 Hertfordshire and West Essex
06Q E38000106 Mid and South Essex
06T E38000117 Suffolk and North East Essex
07G E38000185 Mid and South Essex
07H E38000197 Hertfordshire and West Essex
07K E38000204 Suffolk and North East Essex
09D E38000021 Sussex
10Q E38000136 Buckinghamshire, Oxfordshire and Berkshire West
10R E38000137 Hampshire and Isle of Wight
11J E38000045 Dorset
11M E38000062 Gloucestershire
11N E38000089 Cornwall and the Isles of Scilly
11X E38000150 Somerset
12F E38000208 Cheshire and Merseyside
13T E38000212 North East and North Cumbria
14L E38000217 Greater Manchester
14Y E38000223 Buckinghamshire, Oxfordshire and Berkshire West
15A E38000221 Buckinghamshire, Oxfordshire and Berkshire West
15C E38000222 Bristol, North Somerset and South Gloucestershire
15E E38000258 Birmingham and Solihull
15F E38000225 West Yorkshire
15M E38000261 Derby and Derbyshire
15N E38000230 Devon
16C E38000247 North East and North Cumbria
18C E38000236 Herefordshire and Worcestershire
26A E38000239 Norfolk and Waveney
27D E38000233 Cheshire and Merseyside
36J E38000232 West Yorkshire
36L E38000245 South West London
42D E38000241 Humber and North Yorkshire
52R E38000243 Nottingham and Nottinghamshire
70F E38000265 Sussex
71E E38000238 Lincolnshire
72Q E38000244 South East London
78H E38000262 Northamptonshire
84H E38000234 North East and North Cumbria
91Q E38000237 Kent and Medway
92A E38000264 Surrey Heartlands
92G E38000231 Bath and North East Somerset, Swindon and Wiltshire
93C E38000240 North Central London
97R E38000235 Sussex
99A E38000101 Cheshire and Merseyside
99C E38000127 North East and North Cumbria
99E E38000007 Mid and South Essex
99F E38000030 Mid and South Essex
99G E38000168 Mid and South Essex
A3A8R E38000255 North East London I
B2M3M E38000251 Coventry and Warwickshire I
D2P2L E38000259 Black Country I
D4U1Y E38000252 Frimley I
D9Y0V E38000253 Hampshire and Isle of Wight I
M1J4Y E38000249 Bedfordshire, Luton and Milton Keynes I
M2L0M E38000257 Shropshire, Telford and Wrekin I
W2U3Z E38000256 North West London I
X2C4Y E38000254 West Yorkshire I
""".splitlines()
]

SUB_INTEGRATED_CARE_BOARDS = CodeList(
    "Organisation Data Service and ONS geography, 2024",
    "sub-location of an integrated care board",
    {code: f"{board} - {code}" for code, _, board in _PLACES},
    {code: (ons, f"NHS {board} ICB - {code}") for code, ons, board in _PLACES},
)
"""``ods-sub-icb``."""
