"""Text as Swedish offices print it: prose from the training text, and shapes made up here (letterheads, minutes, tables,
lists, addresses, case numbers). Everything is within ALPHABET, which is what the recogniser can print.
"""

import csv
import lzma
import random
import re

ALPHABET = ("abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789 .,:;!?()[]{}/\\|-–—•…'\"”’»«&+=<>~^_`*#@%§$€£"
            "°²³½¼¾±×´µ©®éüèàáíóúñøæçëêôâïîûßÉÜÈÀÁÍÓÚÑØÆÇËÊÔÂÏÎÛ")
KNOWN = frozenset(ALPHABET)
REPLACED = str.maketrans({"“": "”", "„": "”", "‘": "’", "‐": "-", "‑": "-", "−": "–", "·": "•", "\u00a0": " ", "\u2009": " ",
                          "\u00ad": None, "\u200b": None, "●": "•", "▪": "•", "■": "•", "š": "s", "ž": "z", "ć": "c", "č": "c"})
# Share of prose from each source; the statutes before 1975 count little for their old spelling.
SOURCES = {"gov_regeringen_se_g0vse": 50, "sfs_statutes_1975_on": 18, "municipal_botkyrka": 24, "debian_docs_sv": 5,
           "sfs_statutes_1907_1974": 3}
UMLAUTS = [str.maketrans(letters, replaced) for letters, replaced in (("uU", "üÜ"), ("öÖ", "üÜ"), ("uoUO", "üöÜÖ"))]
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
DAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
ORGANS = "KS KF SN BUN MHN BN TN KFN SBN RS HSN ON VN ÖN UN GN ÄN".split()
HOSTS = ("kommunen.se regionen.se exempel.se domstol.se myndigheten.se foreningen.se skolverket.example bolaget.com telia.example "
         "post.example hotmail.example gmail.example").split()
BOXES = "info registrator kommun kansli diarium styrelsen kundtjanst ordforande ekonomi reception".split()
UNITS = ["kr", "kronor", "tkr", "mnkr", "SEK", "st", "m", "m²", "m³", "km", "kg", "l", "kWh", "MWh", "cm", "mm", "år", "tim", "°C",
         "°", "%", "ha", "dB", "µg"]
LABELS = ("Datum|Dnr|Diarienr|Diarienummer|Ärendenr|Beteckning|Vår beteckning|Er beteckning|Ert dnr|Handläggare|Telefon|Fax|E-post|Adress|"
          "Besöksadress|Postadress|Organisationsnr|Org.nr|Bankgiro|Plusgiro|Sammanträdesdatum|Plats och tid|Plats|Tid|Beslutande|"
          "Närvarande|Frånvarande|Justerare|Utses att justera|Sekreterare|Ordförande|Paragrafer|Underskrifter|Anslagsdag|Sida|Bilaga|"
          "Version|Fastställd av|Dokumentansvarig|Gäller från|Fastighetsbeteckning|Sökande|Kopia till|Att|Ärende|Ref|Kund nr|"
          "Fakturanr|Förfallodag|Att betala|Moms|Summa|Totalt|Namn|Personnr|Avser|Till|Från").split("|")
HEADINGS = ("Protokoll|Sammanträdesprotokoll|Protokoll fört vid styrelsemöte|Tjänsteskrivelse|Beslut|Kallelse|Dagordning|Föredragningslista|"
            "Delegationsbeslut|Yttrande|Remiss|Remissvar|Motion|Interpretation|Medborgarförslag|Årsredovisning|Verksamhetsberättelse|"
            "Resultaträkning|Balansräkning|Revisionsberättelse|Budget|Policy|Riktlinjer|Rutin|Handlingsplan|Stadgar|Innehåll|"
            "Innehållsförteckning|Bakgrund|Sammanfattning|Förslag till beslut|Beslutsunderlag|Ärendebeskrivning|Skälen för beslutet|"
            "Hur man överklagar|Mötets öppnande|Val av justerare|Fastställande av dagordning|Föregående protokoll|Ekonomi|Övriga frågor|"
            "Nästa möte|Mötets avslutande|Mötet avslutas|Bilagor|Sändlista|Inledning|Syfte|Ansvar|Uppföljning|Intyg|Avtal|Ansökan|Anmälan|"
            "Bygglov|Detaljplan|Samråd|Inkommet|Ankom|Kommunstyrelsen|Kommunfullmäktige|Socialnämnden|Byggnadsnämnden|"
            "Miljö- och hälsoskyddsnämnden|Barn- och utbildningsnämnden|Länsstyrelsen|Regionstyrelsen|Justitieombudsmannen").split("|")
FOREIGN = ("Müller|Jürgen|Lübeck|Günther|Bülow|Düsseldorf|Zürich|München|Grünewald|Krüger|Schütz|Rügen|Köhler|Brüning|Kübler|Nüsslein|à la carte|"
           "à 45 kr|à 1 200 kr|vis-à-vis|crème|Genève|première|Hélène|René|André|idé|armé|Linné|kafé|succé|entré|Orrefors à jour|Rosén|"
           "Norén|Lindén|Åhlén|Tegnér|Dupré|Besançon|François|Provence|São|Señor|García|Núñez|José|Björnsøn|Jørgensen|Sørensen|"
           "Kjær|Næss|Ærø|Citroën|Noël|naïve|hôtel|Côte|fête|tête-à-tête|Straße|Großmann|Gödöllő|Müsli|Übung|Überlingen|Für|"
           "Süd|Ücker|Élan|École|Èze|À la|Ålesund|Århus|RÜTTING|MÜLLER|JÜRGEN|ÉCOLE|LINDÉN|ROSÉN|CAFÉ|ENTRÉ|ALLÉ|Allé").replace(
               "Gödöllő|", "").replace("São|", "").split("|")


def clean(text):
    text = text.translate(REPLACED)
    return re.sub(r"\s+", " ", "".join(c for c in text if c in KNOWN)).strip()


def _sound(line):
    """Some texts came from PDFs and were hurt on the way ("?mmar"); what is hurt is no truth."""
    if re.search(r"(^|[^.!?])\?\w|\ufffd", line) or not 15 <= len(line) <= 3000:
        return False
    return sum(c in KNOWN or c in "“„‘\u00a0" for c in line) > 0.98 * len(line)


class OfficeText:
    def __init__(self, shared, kind):
        """`kind`: "train" or "test"; each has its own prose."""
        self.prose, self.weights = [], []
        if kind == "train":
            for name, weight in SOURCES.items():
                with lzma.open(shared / "text" / "train" / (name + ".txt.xz"), "rt", encoding="utf-8") as source:
                    self.prose.append([line.strip() for line in source if _sound(line)])
                self.weights.append(weight)
        else:
            for path in sorted((shared / "text" / "dev").glob("*.txt")):
                self.prose.append([line.strip() for line in open(path, encoding="utf-8") if _sound(line)])
                self.weights.append(1)
        names = shared / "names"
        self.first = [row["name"] for file in ("tilltalsnamn-man.csv", "tilltalsnamn-kvinnor.csv")
                      for row in csv.DictReader(open(names / file, encoding="utf-8")) if int(row["persons"]) > 300]
        self.surnames = [line.strip() for line in open(names / "surnames_faker_sv_MIT.txt", encoding="utf-8") if line.strip()]
        self.surnames += [line.split("\t")[0] for line in open(names / "surnames_mined_from_gov_text.tsv", encoding="utf-8")][1:]
        self.places = [line.strip() for line in open(names / "ortsnamn.csv", encoding="utf-8")][1:]
        self.bodies = [row["name"] for row in csv.DictReader(open(names / "kommuner.csv", encoding="utf-8"))]
        self.bodies += [line.split("\t")[1] for line in open(names / "myndigheter.tsv", encoding="utf-8")][1:]
        self.roads = "Storgatan Kyrkogatan Skolgatan Järnvägsgatan Stationsgatan Drottninggatan Kungsgatan Parkvägen Stenåldersvägen Ängsvägen "
        self.roads = (self.roads + "Björkstigen Åsgatan Hamngatan Strandvägen Öster Mälarstrand Vasagatan Nygatan Box Södra allén").split(" ")

    # Small things -------------------------------------------------------------------------------------------------

    def number(self, rnd, low, high):
        return rnd.randint(low, high)

    def amount(self, rnd):
        value = rnd.choice([rnd.randint(1, 999), rnd.randint(1000, 99999), rnd.randint(10 ** 5, 10 ** 8)])
        text = f"{value:,}".replace(",", rnd.choice([" ", " ", " ", ".", ""]))
        text += rnd.choice(["", "", f",{rnd.randint(0, 99):02d}", ":-", ",-", f":{rnd.randint(0, 99):02d}"])
        return rnd.choice(["", "", "", "-", "–", "+", "$", "€ ", "£"]) + text if rnd.random() < 0.3 else text

    def date(self, rnd):
        y, m, d = rnd.randint(1962, 2026), rnd.randint(1, 12), rnd.randint(1, 28)
        return rnd.choice([f"{y}-{m:02d}-{d:02d}", f"{y}-{m:02d}-{d:02d}", f"{d} {MONTHS[m - 1]} {y}", f"den {d} {MONTHS[m - 1]} {y}",
                           f"{d}/{m} {y}", f"{d}/{m}", f"{d}/{m}-{y % 100:02d}", f"{y % 100:02d}-{m:02d}-{d:02d}", f"{y}{m:02d}{d:02d}",
                           f"{y}.{m:02d}.{d:02d}", f"{d}.{m}.{y}", f"{rnd.choice(DAYS)} {d} {MONTHS[m - 1]}", f"{MONTHS[m - 1].capitalize()} {y}",
                           f"{d} {MONTHS[m - 1][:3]} {y}", f"{rnd.choice(DAYS)}en den {d} {MONTHS[m - 1]}", f"{y}–{y + rnd.randint(1, 5)}",
                           f"{y}/{(y + 1) % 100:02d}"])

    def time(self, rnd):
        h, m, end = rnd.randint(7, 20), rnd.choice([0, 0, 15, 30, 45, rnd.randint(0, 59)]), rnd.randint(8, 22)
        sep = rnd.choice([".", ".", ":"])
        return rnd.choice(["kl. ", "kl ", "klockan ", "Kl. ", ""]) + rnd.choice(
            [f"{h:02d}{sep}{m:02d}", f"{h}{sep}{m:02d}–{end}{sep}00", f"{h:02d}{sep}{m:02d} – {end}{sep}30", f"{h}-{end}",
             f"{h:02d}{sep}{m:02d}-{end}{sep}15"])

    def case_number(self, rnd):
        organ, y, n = rnd.choice(ORGANS), rnd.randint(1985, 2026), rnd.randint(1, 9999)
        return rnd.choice(["Dnr ", "Dnr: ", "Dnr. ", "Diarienummer ", "", "", "dnr "]) + rnd.choice(
            [f"{organ} {y}/{n}", f"{organ}/{y}:{n}", f"{organ}-{y}/{n}", f"{y}/{n}", f"{organ}/{y}/{n:04d}/{rnd.randint(1, 99):04d}",
             f"{organ} {y} {n:05d}", f"{rnd.randint(100, 9999)}-{y}", f"{organ}{y}/{n:05d}", f"{n}-{rnd.randint(10, 26)}", f"{organ} {y}.{n:04d}",
             f"Ö {n}-{y % 100:02d}", f"SFS {y}:{n % 1500}", f"SOU {y}:{n % 100}", f"prop. {y}/{(y + 1) % 100:02d}:{n % 200}", f"#{n}", f"({y}:{n % 1500})"])

    def section(self, rnd):
        n, m = rnd.randint(1, 250), rnd.randint(1, 40)
        return rnd.choice([f"§ {n}", f"§ {n}", f"§{n}", f"{n} §", f"{m} kap. {n % 60 + 1} §", f"§§ {n}–{n + m}", f"§§ {n}-{n + m}", f"§ {n}.",
                           f"§ {n}:", f"{m} kap. {n % 60 + 1} § {rnd.randint(1, 4)} st.", f"{n % 60 + 1} och {n % 60 + 2} §§", f"enligt {m} kap. {n % 60 + 1} §",
                           f"({n % 60 + 1} §)", f"§ {n} a", f"{n} a §", f"PBL {m} kap {n % 60 + 1} §", f"Ks § {n}", f"KS § {n}/{rnd.randint(1990, 2026)}"])

    def share(self, rnd):
        n = rnd.randint(0, 100)
        return rnd.choice([f"{n} %", f"{n} %", f"{n},{rnd.randint(0, 9)} %", f"{n}%", f"+{n} %", f"–{n % 30} %", f"{n} procent", f"({n} %)", f"{n}–{n + 7} %",
                           f"{n},{rnd.randint(10, 99)}%", "100 %", "50 %-ig"])

    def person(self, rnd):
        first, last = rnd.choice(self.first), rnd.choice(self.surnames)
        return rnd.choice([f"{first} {last}", f"{first} {last}", f"{first} {last}", f"{first[0]}. {last}", f"{first}-{rnd.choice(self.first)} {last}",
                           f"{first} {last} ({rnd.choice(['S', 'M', 'C', 'L', 'V', 'MP', 'KD', 'SD'])})", f"{last}, {first}", f"{first} {last.upper()}"])

    def address(self, rnd):
        post = f"{rnd.randint(100, 984)} {rnd.randint(10, 99)} {rnd.choice(self.places)}"
        road = f"{rnd.choice(self.roads)} {rnd.randint(1, 120)}{rnd.choice(['', '', ' A', ' B', 'C'])}"
        return rnd.choice([f"{road}, {post}", post, post.upper(), road, f"S-{post}", f"Box {rnd.randint(1, 999)}, {post}", f"{road} • {post}",
                           f"{rnd.choice(self.bodies)}, {post}"])

    def mail(self, rnd):
        plain = str.maketrans("åäöéüÅÄÖ ", "aaoeuAAO.")
        name = f"{rnd.choice(self.first)}.{rnd.choice(self.surnames)}".lower().translate(plain)
        user = rnd.choice([name, name, name, rnd.choice(BOXES), name.replace(".", "_"), name.split(".")[0] + str(rnd.randint(1, 99))])
        user = "".join(c for c in user if c in KNOWN)
        host = rnd.choice(HOSTS + [rnd.choice(self.places).lower().translate(plain) + ".se"])
        return rnd.choice(["", "", "", "E-post: ", "e-post ", "E-mail: ", "mailto:"]) + f"{user}@{host}"

    def web(self, rnd):
        host = rnd.choice(self.places).lower().translate(str.maketrans("åäöé ", "aaoe-"))
        return rnd.choice(["www.", "http://www.", "https://", ""]) + host + ".se" + rnd.choice(["", "", "/", "/bygga_bo", "/om-oss", "/beslut#s2", "/index.php?id=12"])

    def phone(self, rnd):
        return rnd.choice(["Tel ", "Tel. ", "Tfn: ", "Telefon: ", "", "Fax: ", "Mobil "]) + rnd.choice(
            [f"0{rnd.randint(8, 99)}-{rnd.randint(10, 999)} {rnd.randint(10, 99)} {rnd.randint(10, 99)}", f"070-{rnd.randint(100, 999)} {rnd.randint(10, 99)} {rnd.randint(10, 99)}",
             f"+46 (0){rnd.randint(8, 99)} {rnd.randint(100, 999)} {rnd.randint(10, 99)} {rnd.randint(10, 99)}", f"0{rnd.randint(10, 99)}/{rnd.randint(1000, 99999)}"])

    def id_number(self, rnd):
        return rnd.choice([f"{rnd.randint(500000, 999999)}-{rnd.randint(1000, 9999)}", f"Bg {rnd.randint(100, 9999)}-{rnd.randint(1000, 9999)}",
                           f"OCR {rnd.randint(10 ** 8, 10 ** 12)}", f"{rnd.choice(self.places)} {rnd.randint(1, 9)}:{rnd.randint(1, 999)}", f"Fastighet {rnd.choice(self.places)} {rnd.randint(1, 20)}:{rnd.randint(1, 99)}",
                           f"SE{rnd.randint(10 ** 9, 10 ** 10)}01", f"ISBN 91-{rnd.randint(10, 99)}-{rnd.randint(10000, 99999)}-{rnd.randint(0, 9)}", f"ISO {rnd.randint(1000, 30000)}", f"art.nr {rnd.randint(1000, 99999)}*"])

    def measure(self, rnd):
        n = rnd.randint(1, 900)
        return rnd.choice([f"{n} {rnd.choice(UNITS)}", f"{n},{rnd.randint(0, 9)} {rnd.choice(UNITS)}", f"{n % 40} °C", f"–{n % 25} °C", f"{n % 90}°", f"{n % 60}°{n % 59}’", f"{n}½",
                           f"{n % 9}½ år", "½", "1/2", f"{n}×{n + 5} mm", f"{n} m²", f"± {n % 9}", f"{n} x {n + 3} cm", f"¼ {n}", f"{n}*{n % 7}", f"<{n}", f"> {n}", f"≈{n}".replace("≈", "~"),
                           f"{n}+{n % 8}", f"= {n}", f"{n} & {n + 1}", "3¾", f"{n} m³"])

    def odd_sign(self, rnd):
        n = rnd.randint(1, 99)
        return rnd.choice(["…", "...", "*", "**", "#", f"#{n}", "_____", "________", "–", "—", "•", "fil_namn", f"rad_{n}", "och/eller", "a)", "[…]", "(…)", "*)", f"{n}*", "”…”", "»", "«", "&",
                           "~", "©", "®", "{n}", "[x]", "\\", "|", "<br>", "C:\\AKT", "$", "€", "£ 5", "^", "`ls`", "’", "’80-talet", "’68", "Lars’", "Hans’ bil", "d’Hondt", "O’Brien", "Dr.", "bl.a.", "m.m.", "t.ex.",
                           "f.d.", "s.k.", "dvs.", "kl.", "nr", "No 5", "´", "=", "+", f"{n}’", f"{n}´", f"1{n}\"", "!", "?", "??", "(!)", "@kommunen", "@", "%", "§", "°", "½", "ü", "à", "è", "»Vi»", "»vi«", "’vi’", "'ja'", "\"nej\""])

    def rare(self, rnd):
        """A word with a sign that is seldom printed, but must be known when it is."""
        word, number = self.sentence_part(rnd, 1, 1) or "ord", rnd.randint(1, 199)
        if rnd.random() < 0.2:  # what stands about it must not tell ü from ö, nor a dash from a hyphen
            return rnd.choice([word.translate(rnd.choice(UMLAUTS)), f"{number}{rnd.choice('-–')}{number + rnd.randint(1, 20)}",
                               f"{rnd.randint(1950, 2000)}{rnd.choice('-–')}{rnd.randint(2001, 2029)}"])
        return rnd.choice([f"#{number}", f"# {number}", f"nr #{number}", f"{word}#{number}", f"{number}½", f"{number % 9}½ år", "½", f"½ {word}", f"{word} …", f"{word}…", "…", f"…{word}",
                           f"’{word}’", f"{word}’", f"’{word}", f"’{number % 90 + 10}", "’90-talet", f"à {number} kr", f"à {number},50", "à", "à jour", "à la", "vis-à-vis",
                           "crème", "Hélène", "première", "Genève", "scène", "père", "è", "très", "Müller", "Über", "ÜBER", "MÜLLER", "Ü", "Übersetzung", "ü", "Süden",
                           f"{number}*", f"*{word}", f"* {word}", "***", f"{word}_{number}", f"_{word}_", "____", "________", f"€ {number}", f"{number} €", f"»{word}»", f"»{word}«", f"«{word}»", "»",
                           f"{number}°", f"{number} °C", f"{number}°C", f"@{word}", "@", f"~{number}", f"{word}²", f"{number} m²", f"{number} m³", f"{number}¼", f"{number}¾", f"{number} × {number}", f"±{number}",
                           "µg", "©", "®", f"{{{word}}}", f"{number}\\{number}", f"^{word}", "André", "É", "ÉN", "Édith", "IDÉ", "ALLÉ", "À", "À LA", "È", "Ève", "Ñ", "señor", "Ærø", "Øst", "søn", "Ångström", "CRÈME",
                           "Köln", "Ø", "æ", "ø", "garçon", "Noël", "hôtel", "fête", "Straße", f"[{number}]", f"<{word}>", f"{number} £", f"$ {number}", f"= {number}", f"+{number}", f"&{word}", f"{word} & {word}",
                           f"\"{word}\"", f"'{word}'", f"”{word}”", f"{number} §", f"§ {number}", f"{number} %", f"{number} – {number + 3}", f"– {word}", f"• {word}", f"—{word}", f"{number}‰".replace("‰", "%")])

    def with_rare(self, rnd):
        words = self.paragraph(rnd).split()[:rnd.randint(8, 40)]
        for _ in range(max(1, len(words) // 4)):
            words.insert(rnd.randrange(len(words) + 1), self.rare(rnd))
        return clean(" ".join(words))

    def thing(self, rnd):
        makers = [(10, self.section), (9, self.share), (7, self.date), (5, self.time), (6, self.case_number), (6, self.amount), (6, self.person), (5, self.mail), (2, self.web), (3, self.phone),
                  (3, self.id_number), (6, self.measure), (8, self.odd_sign), (3, lambda r: r.choice(FOREIGN)), (2, lambda r: r.choice(self.places)), (2, lambda r: r.choice(self.bodies)), (3, self.address)]
        return rnd.choices([make for _, make in makers], [weight for weight, _ in makers])[0](rnd)

    # Lines and paragraphs -----------------------------------------------------------------------------------------

    def paragraph(self, rnd):
        return clean(rnd.choice(rnd.choices(self.prose, self.weights)[0]))

    def sentence_part(self, rnd, low, high):
        words = self.paragraph(rnd).split()
        start = rnd.randrange(max(1, len(words) - low))
        return " ".join(words[start:start + rnd.randint(low, high)])

    def sprinkled(self, rnd):
        """Prose with an office's numbers and signs put in between."""
        words = self.paragraph(rnd).split()[:rnd.randint(12, 60)]
        for _ in range(max(1, len(words) // 9)):
            words.insert(rnd.randrange(len(words) + 1), self.thing(rnd))
        if rnd.random() < 0.3 and len(words) > 6:
            at = rnd.randrange(1, len(words) - 3)
            words[at] = rnd.choice(["”", "”", "»", "\"", "’", "("]) + words[at]
            closing = {"”": "”", "»": "»", "\"": "\"", "’": "’", "(": ")"}[words[at][0]]
            words[at + 2] += closing
        if rnd.random() < 0.15:
            words.insert(rnd.randrange(1, len(words)), rnd.choice(["–", "–", "—", "-"]))
        return " ".join(words)

    def bullets(self, rnd):
        bullet = rnd.choice(["•", "•", "•", "–", "-", "*", "—", "»", "+"])
        return [f"{bullet} {self.sentence_part(rnd, 2, 12)}" for _ in range(rnd.randint(2, 6))]

    def numbered(self, rnd):
        n, style = rnd.randint(1, 20), rnd.choice(["{}.", "{}.", "{})", "{}", "§ {}", "§ {}.", "({})", "{}:", "{}.1", "2.{}", "1.{}.2", "{} §"])
        if rnd.random() < 0.2:
            return [f"{rnd.choice('abcdefgABCDE')}{rnd.choice([')', '.'])} {self.sentence_part(rnd, 2, 10)}" for _ in range(3)]
        return [f"{style.format(n + k)} {self.sentence_part(rnd, 1, 12)}" for k in range(rnd.randint(2, 6))]

    def labelled(self, rnd):
        value = rnd.choice([self.thing, self.thing, self.person, self.date, lambda r: self.sentence_part(r, 1, 6)])
        return f"{rnd.choice(LABELS)}{rnd.choice([':', ':', '', '.', ' :'])} {value(rnd)}"

    def heading(self, rnd):
        text = rnd.choice([rnd.choice(HEADINGS), rnd.choice(HEADINGS), self.sentence_part(rnd, 1, 6), rnd.choice(self.bodies)])
        text = rnd.choice(["", "", "", self.section(rnd) + " ", f"{rnd.randint(1, 12)} ", f"{rnd.randint(1, 9)}.{rnd.randint(1, 9)} ", f"{rnd.randint(1, 20)}. "]) + text
        text += rnd.choice(["", "", "", f" {self.date(rnd)}", f" {rnd.randint(1990, 2026)}", " – " + rnd.choice(HEADINGS).lower(), f" ({rnd.randint(1, 9)})"])
        return text.upper() if rnd.random() < 0.45 else text

    def row(self, rnd):
        """A table's row: cells."""
        cells = [rnd.choice([self.amount, self.amount, self.date, self.share, self.thing, lambda r: self.sentence_part(r, 1, 3),
                             self.person, lambda r: str(r.randint(0, 400)), self.measure, lambda r: r.choice(["–", "-", "x", "X", "0", "Ja", "Nej", "*"])])(rnd) for _ in range(rnd.randint(1, 4))]
        return [self.sentence_part(rnd, 1, 4) if rnd.random() < 0.7 else self.thing(rnd)] + cells

    def capitals(self, rnd):
        return self.sentence_part(rnd, 2, 9).upper()

    def block(self, rnd, rare_weight=0):
        """A few printed paragraphs of one kind: strings, or lists of cells for a table's rows."""
        kind = rnd.choices(["prose", "sprinkled", "bullets", "numbered", "labelled", "heading", "table", "capitals", "things", "names", "rare"],
                           [30, 24, 8, 8, 8, 5, 9, 2, 6, 3, rare_weight])[0]
        if kind == "prose":
            return [self.paragraph(rnd) for _ in range(rnd.randint(1, 2))]
        if kind == "rare":
            return [self.with_rare(rnd)]
        if kind == "sprinkled":
            return [self.sprinkled(rnd)]
        if kind == "bullets":
            return self.bullets(rnd)
        if kind == "numbered":
            return self.numbered(rnd)
        if kind == "labelled":
            return [self.labelled(rnd) for _ in range(rnd.randint(2, 6))]
        if kind == "heading":
            return [self.heading(rnd), self.paragraph(rnd)]
        if kind == "table":
            return [self.row(rnd) for _ in range(rnd.randint(3, 8))]
        if kind == "capitals":
            return [self.capitals(rnd)]
        if kind == "things":
            return [" ".join(self.thing(rnd) for _ in range(rnd.randint(1, 5))) for _ in range(rnd.randint(2, 5))]
        return [rnd.choice([", ", " "]).join(self.person(rnd) for _ in range(rnd.randint(1, 4))) for _ in range(2)]
