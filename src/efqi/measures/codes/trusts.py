"""NHS trusts of England, 2022: ODS code and name.

Source: Organisation Data Service (2022), open and closed trusts. Open Government Licence
v3.0.
"""

from efqi.measures.codes.code_list import CodeList

_TRUSTS = [
    line.split(" ", maxsplit=1)
    for line in """\
R0A Manchester University NHS Foundation Trust
R0B South Tyneside And Sunderland NHS Foundation Trust
R0D University Hospitals Dorset NHS Foundation Trust
R1A Herefordshire And Worcestershire Health And Care NHS Trust
R1C Solent NHS Trust
R1D Shropshire Community Health NHS Trust
R1F Isle Of Wight NHS Trust
R1H Barts Health NHS Trust
R1K London North West University Healthcare NHS Trust
R1L Essex Partnership University NHS Foundation Trust
RA2 Royal Surrey County Hospital NHS Foundation Trust
RA4 Yeovil District Hospital NHS Foundation Trust
RA7 University Hospitals Bristol And Weston NHS Foundation Trust
RA9 Torbay And South Devon NHS Foundation Trust
RAE Bradford Teaching Hospitals NHS Foundation Trust
RAJ Mid And South Essex NHS Foundation Trust
RAL Royal Free London NHS Foundation Trust
RAN Royal National Orthopaedic Hospital NHS Trust
RAP North Middlesex University Hospital NHS Trust
RAS The Hillingdon Hospitals NHS Foundation Trust
RAT North East London NHS Foundation Trust
RAX Kingston Hospital NHS Foundation Trust
RBD Dorset County Hospital NHS Foundation Trust
RBK Walsall Healthcare NHS Trust
RBL Wirral University Teaching Hospital NHS Foundation Trust
RBN St Helens And Knowsley Teaching Hospitals NHS Trust
RBQ Liverpool Heart And Chest Hospital NHS Foundation Trust
RBS Alder Hey Children's NHS Foundation Trust
RBT Mid Cheshire Hospitals NHS Foundation Trust
RBV The Christie NHS Foundation Trust
RBZ Northern Devon Healthcare NHS Trust
RC9 Bedfordshire Hospitals NHS Foundation Trust
RCB York And Scarborough Teaching Hospitals NHS Foundation Trust
RCD Harrogate And District NHS Foundation Trust
RCF Airedale NHS Foundation Trust
RCU Sheffield Children's NHS Foundation Trust
RCX The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust
RD1 Royal United Hospitals Bath NHS Foundation Trust
RD3 Poole Hospital NHS Foundation Trust
RD8 Milton Keynes University Hospital NHS Foundation Trust
RDE East Suffolk And North Essex NHS Foundation Trust
RDR Sussex Community NHS Foundation Trust
RDU Frimley Health NHS Foundation Trust
RDY Dorset Healthcare University NHS Foundation Trust
RDZ The Royal Bournemouth And Christchurch Hospitals NHS Foundation Trust
REF Royal Cornwall Hospitals NHS Trust
REM Liverpool University Hospitals NHS Foundation Trust
REN The Clatterbridge Cancer Centre NHS Foundation Trust
REP Liverpool Women's NHS Foundation Trust
RET The Walton Centre NHS Foundation Trust
RF4 Barking, Havering And Redbridge University Hospitals NHS Trust
RFF Barnsley Hospital NHS Foundation Trust
RFR The Rotherham NHS Foundation Trust
RFS Chesterfield Royal Hospital NHS Foundation Trust
RGD Leeds And York Partnership NHS Foundation Trust
RGM Royal Papworth Hospital NHS Foundation Trust
RGN North West Anglia NHS Foundation Trust
RGP James Paget University Hospitals NHS Foundation Trust
RGR West Suffolk NHS Foundation Trust
RGT Cambridge University Hospitals NHS Foundation Trust
RH5 Somerset NHS Foundation Trust
RH8 Royal Devon And Exeter NHS Foundation Trust
RHA Nottinghamshire Healthcare NHS Foundation Trust
RHM University Hospital Southampton NHS Foundation Trust
RHQ Sheffield Teaching Hospitals NHS Foundation Trust
RHU Portsmouth Hospitals University National Health Service Trust
RHW Royal Berkshire NHS Foundation Trust
RJ1 Guy's And St Thomas' NHS Foundation Trust
RJ2 Lewisham And Greenwich NHS Trust
RJ6 Croydon Health Services NHS Trust
RJ7 St George's University Hospitals NHS Foundation Trust
RJ8 Cornwall Partnership NHS Foundation Trust
RJC South Warwickshire NHS Foundation Trust
RJE University Hospitals Of North Midlands NHS Trust
RJL Northern Lincolnshire And Goole NHS Foundation Trust
RJN East Cheshire NHS Trust
RJR Countess Of Chester Hospital NHS Foundation Trust
RJZ King's College Hospital NHS Foundation Trust
RK5 Sherwood Forest Hospitals NHS Foundation Trust
RK9 University Hospitals Plymouth NHS Trust
RKB University Hospitals Coventry And Warwickshire NHS Trust
RKE Whittington Health NHS Trust
RKL West London NHS Trust
RL1 The Robert Jones And Agnes Hunt Orthopaedic Hospital NHS Foundation Trust
RL4 The Royal Wolverhampton NHS Trust
RLQ Wye Valley NHS Trust
RLT George Eliot Hospital NHS Trust
RLY North Staffordshire Combined Healthcare NHS Trust
RM1 Norfolk And Norwich University Hospitals NHS Foundation Trust
RM3 Northern Care Alliance NHS Foundation Trust
RMC Bolton NHS Foundation Trust
RMP Tameside And Glossop Integrated Care NHS Foundation Trust
RMY Norfolk And Suffolk NHS Foundation Trust
RN3 Great Western Hospitals NHS Foundation Trust
RN5 Hampshire Hospitals NHS Foundation Trust
RN7 Dartford And Gravesham NHS Trust
RNA The Dudley Group NHS Foundation Trust
RNK Tavistock And Portman NHS Foundation Trust
RNN North Cumbria Integrated Care NHS Foundation Trust
RNQ Kettering General Hospital NHS Foundation Trust
RNS Northampton General Hospital NHS Trust
RNU Oxford Health NHS Foundation Trust
RNZ Salisbury NHS Foundation Trust
RP1 Northamptonshire Healthcare NHS Foundation Trust
RP4 Great Ormond Street Hospital For Children NHS Foundation Trust
RP5 Doncaster And Bassetlaw Teaching Hospitals NHS Foundation Trust
RP6 Moorfields Eye Hospital NHS Foundation Trust
RP7 Lincolnshire Partnership NHS Foundation Trust
RPA Medway NHS Foundation Trust
RPC Queen Victoria Hospital NHS Foundation Trust
RPG Oxleas NHS Foundation Trust
RPY The Royal Marsden NHS Foundation Trust
RQ3 Birmingham Women's And Children's NHS Foundation Trust
RQF Velindre NHS Trust
RQM Chelsea And Westminster Hospital NHS Foundation Trust
RQW The Princess Alexandra Hospital NHS Trust
RQX Homerton University Hospital NHS Foundation Trust
RQY South West London And St George's Mental Health NHS Trust
RR7 Gateshead Health NHS Foundation Trust
RR8 Leeds Teaching Hospitals NHS Trust
RRE Midlands Partnership NHS Foundation Trust
RRF Wrightington, Wigan And Leigh NHS Foundation Trust
RRJ The Royal Orthopaedic Hospital NHS Foundation Trust
RRK University Hospitals Birmingham NHS Foundation Trust
RRP Barnet, Enfield And Haringey Mental Health NHS Trust
RRU London Ambulance Service NHS Trust
RRV University College London Hospitals NHS Foundation Trust
RT1 Cambridgeshire And Peterborough NHS Foundation Trust
RT2 Pennine Care NHS Foundation Trust
RT3 Royal Brompton & Harefield NHS Foundation Trust
RT4 Welsh Ambulance Services NHS Trust
RT5 Leicestershire Partnership NHS Trust
RTD The Newcastle Upon Tyne Hospitals NHS Foundation Trust
RTE Gloucestershire Hospitals NHS Foundation Trust
RTF Northumbria Healthcare NHS Foundation Trust
RTG University Hospitals Of Derby And Burton NHS Foundation Trust
RTH Oxford University Hospitals NHS Foundation Trust
RTK Ashford And St Peter's Hospitals NHS Foundation Trust
RTP Surrey And Sussex Healthcare NHS Trust
RTQ Gloucestershire Health And Care NHS Foundation Trust
RTR South Tees Hospitals NHS Foundation Trust
RTV North West Boroughs Healthcare NHS Foundation Trust
RTX University Hospitals Of Morecambe Bay NHS Foundation Trust
RV3 Central And North West London NHS Foundation Trust
RV5 South London And Maudsley NHS Foundation Trust
RV9 Humber Teaching NHS Foundation Trust
RVJ North Bristol NHS Trust
RVN Avon And Wiltshire Mental Health Partnership NHS Trust
RVR Epsom And St Helier University Hospitals NHS Trust
RVV East Kent Hospitals University NHS Foundation Trust
RVW North Tees And Hartlepool NHS Foundation Trust
RVY Southport And Ormskirk Hospital NHS Trust
RW1 Southern Health NHS Foundation Trust
RW4 Mersey Care NHS Foundation Trust
RW5 Lancashire & South Cumbria NHS Foundation Trust
RW6 Pennine Acute Hospitals NHS Trust
RWA Hull University Teaching Hospitals NHS Trust
RWD United Lincolnshire Hospitals NHS Trust
RWE University Hospitals Of Leicester NHS Trust
RWF Maidstone And Tunbridge Wells NHS Trust
RWG West Hertfordshire Teaching Hospitals NHS Trust
RWH East And North Hertfordshire NHS Trust
RWJ Stockport NHS Foundation Trust
RWK East London NHS Foundation Trust
RWP Worcestershire Acute Hospitals NHS Trust
RWR Hertfordshire Partnership University NHS Foundation Trust
RWV Devon Partnership NHS Trust
RWW Warrington And Halton Teaching Hospitals NHS Foundation Trust
RWX Berkshire Healthcare NHS Foundation Trust
RWY Calderdale And Huddersfield NHS Foundation Trust
RX1 Nottingham University Hospitals NHS Trust
RX2 Sussex Partnership NHS Foundation Trust
RX3 Tees, Esk And Wear Valleys NHS Foundation Trust
RX4 Cumbria, Northumberland, Tyne And Wear NHS Foundation Trust
RX6 North East Ambulance Service NHS Foundation Trust
RX7 North West Ambulance Service NHS Trust
RX8 Yorkshire Ambulance Service NHS Trust
RX9 East Midlands Ambulance Service NHS Trust
RXA Cheshire And Wirral Partnership NHS Foundation Trust
RXC East Sussex Healthcare NHS Trust
RXE Rotherham Doncaster And South Humber NHS Foundation Trust
RXF Mid Yorkshire Hospitals NHS Trust
RXG South West Yorkshire Partnership NHS Foundation Trust
RXH Brighton And Sussex University Hospitals NHS Trust
RXK Sandwell And West Birmingham Hospitals NHS Trust
RXL Blackpool Teaching Hospitals NHS Foundation Trust
RXM Derbyshire Healthcare NHS Foundation Trust
RXN Lancashire Teaching Hospitals NHS Foundation Trust
RXP County Durham And Darlington NHS Foundation Trust
RXQ Buckinghamshire Healthcare NHS Trust
RXR East Lancashire Hospitals NHS Trust
RXT Birmingham And Solihull Mental Health NHS Foundation Trust
RXV Greater Manchester Mental Health NHS Foundation Trust
RXW The Shrewsbury And Telford Hospital NHS Trust
RXX Surrey And Borders Partnership NHS Foundation Trust
RXY Kent And Medway NHS And Social Care Partnership Trust
RY2 Bridgewater Community Healthcare NHS Foundation Trust
RY3 Norfolk Community Health And Care NHS Trust
RY4 Hertfordshire Community NHS Trust
RY5 Lincolnshire Community Health Services NHS Trust
RY6 Leeds Community Healthcare NHS Trust
RY7 Wirral Community Health And Care NHS Foundation Trust
RY8 Derbyshire Community Health Services NHS Foundation Trust
RY9 Hounslow And Richmond Community Healthcare NHS Trust
RYA West Midlands Ambulance Service University NHS Foundation Trust
RYC East Of England Ambulance Service NHS Trust
RYD South East Coast Ambulance Service NHS Foundation Trust
RYE South Central Ambulance Service NHS Foundation Trust
RYF South Western Ambulance Service NHS Foundation Trust
RYG Coventry And Warwickshire Partnership NHS Trust
RYJ Imperial College Healthcare NHS Trust
RYK Dudley Integrated Health And Care NHS Trust
RYR University Hospitals Sussex NHS Foundation Trust
RYT Public Health Wales NHS Trust
RYV Cambridgeshire Community Services NHS Trust
RYW Birmingham Community Healthcare NHS Foundation Trust
RYX Central London Community Healthcare NHS Trust
RYY Kent Community Health NHS Foundation Trust
""".splitlines()
]

TRUSTS = CodeList(
    "Organisation Data Service, 2022, open and closed trusts",
    "NHS trust",
    dict(_TRUSTS),
    {code: (name,) for code, name in _TRUSTS},
    losses=(
        "Trusts are those of 2022: one made since is an error that names its code, and one "
        "merged since keeps its old code.",
    ),
)
"""``ods-trust``."""
