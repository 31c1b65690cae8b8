"""Integrated care boards of England, 2024: ODS code, ONS code and name.

Source: Organisation Data Service and ONS geography (2024). Open Government Licence v3.0.
"""

from efqi.measures.codes.code_list import CodeList

_BOARDS = [
    line.split(" ", maxsplit=2)
    for line in """\
QE1 E54000048 Lancashire and South Cumbria
QF7 E54000061 South Yorkshire
QGH E54000019 Herefordshire and Worcestershire
QH8 E54000026 Mid and South Essex
QHG E54000024 Bedfordshire, Luton and Milton Keynes
QHL E54000055 Birmingham and Solihull
QHM E54000050 North East and North Cumbria
QJ2 E54000058 Derby and Derbyshire
QJG E54000023 Suffolk and North East Essex
QJK E54000037 Devon
QJM E54000013 Lincolnshire
QK1 E54000015 Leicester, Leicestershire and Rutland
QKK E54000030 South East London
QKS E54000032 Kent and Medway
QM7 E54000025 Hertfordshire and West Essex
QMF E54000029 North East London
QMJ E54000028 North Central London
QMM E54000022 Norfolk and Waveney
QNC E54000010 Staffordshire and Stoke-on-Trent
QNQ E54000034 Frimley
QNX E54000064 Sussex
QOC E54000011 Shropshire, Telford and Wrekin
QOP E54000057 Greater Manchester
QOQ E54000051 Humber and North Yorkshire
QOX E54000040 Bath and North East Somerset, Swindon and Wiltshire
QPM E54000059 Northamptonshire
QR1 E54000043 Gloucestershire
QRL E54000042 Hampshire and Isle of Wight
QRV E54000027 North West London
QSL E54000038 Somerset
QT1 E54000060 Nottingham and Nottinghamshire
QT6 E54000036 Cornwall and the Isles of Scilly
QU9 E54000044 Buckinghamshire, Oxfordshire and Berkshire West
QUA E54000062 Black Country
QUE E54000056 Cambridgeshire and Peterborough
QUY E54000039 Bristol, North Somerset and South Gloucestershire
QVV E54000041 Dorset
QWE E54000031 South West London
QWO E54000054 West Yorkshire
QWU E54000018 Coventry and Warwickshire
QXU E54000063 Surrey Heartlands
QYG E54000008 Cheshire and Merseyside
""".splitlines()
]

INTEGRATED_CARE_BOARDS = CodeList(
    "Organisation Data Service and ONS geography, 2024",
    "integrated care board",
    {code: name for code, _, name in _BOARDS},
    {
        code: (ons, name, f"NHS {name} Integrated Care Board", f"NHS {name} ICB")
        for code, ons, name in _BOARDS
    },
    losses=(
        "Boards are those of 2024: a board made or merged since is an error that names "
        "its code.",
    ),
)
"""``ods-icb``."""
