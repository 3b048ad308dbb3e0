#pragma once

#include <string_view>

namespace akt {

/// The commonest Swedish words with å ä ö that are no words at all without their marks ("fran", "nar"): those
/// of shared/text/train whose plain form is at least 150 times rarer; the commonest 400, in order. Seeing the
/// plain form tells that marks were lost. Written by corpus/train/find_telltale_words.
inline constexpr std::string_view kTelltaleWords =
    "för på är från får även förordning gäller när föreslås också första förslag år åtgärder över få där "
    "rätt bestämmelser lämna lämnas fråga säger sådan särskilt någon behöver företag förordningen frågor "
    "föreskrifter sådana särskilda därför bestämmelserna göra föreslår särskild då ändringar ansökan vård "
    "två behövs tillämpas förutsättningar tillstånd ersättning innehåller förslaget genomföra gälla "
    "ändring rådets hälso sådant träda måste öka möjlighet både övriga föreslå före högst möjligt använda "
    "följande aktörer mål gör bättre möjligheter något inför ingår skäl rättigheter säkerhet många göras "
    "allmänna användas förslagen säkerställa ökad följer äldre tillgång stället krävs länder främja "
    "områden längre hänsyn ärenden tjänster används rådet allmän området rätten följa bestämmer "
    "lagrådsremissen stödet införs fått gällande berörda övrigt större nivå samhället rör "
    "förutsättningarna utifrån län görs hälsa målet genomförandet användning förbättra går månader "
    "genomförande mötet länsstyrelsen utgör begäran innehålla anmälan ställning bedömning läkemedel "
    "utsträckning såväl mänskliga träder hjälp beräknas frågan några stödja ändringarna ordförande "
    "förebygga genomföras tillgängliga följd lämnar utanför översyn sjukvården område nära grundläggande "
    "människor förbud tillämpning uppehållstillstånd förhållanden års högre uppföljning ärende ledamöter "
    "överenskommelse hållbar nödvändiga därmed företaget utöver möte därefter sjukvård ändamål tjänst "
    "avgörande åren förmåga förhållande gå möjligheten lärare underlätta försäkringskassan utländska "
    "bedöms verkställighet utgången ökat övergripande ärendet förändringar året nämnden miljö samråd hög "
    "närmare åtgärd ämnen tillämpningen månad överklagas nå lagändringarna bedöma införas förutsättning "
    "försvar förhindra framgår godkännande kartlägga besöker själv arbetsförmedlingen behörig använder "
    "möjligheterna öppna företrädare vården beträffande försvarsmakten nästa utföra värdet förvaltning "
    "äger såsom utgångspunkt ökade största tilläggsdirektiv anställning kriminalvården bedömer består "
    "naturvårdsverket miljöbalken medför folkhälsomyndigheten tillgångar tillfälligt stärker bistånd "
    "besöket betänkandet funktionsnedsättning tillhandahålla närstående fängelse välj pågående innehåll "
    "prövas bedömningen anställda möjliggöra utvärdering sökanden överväga behörighet långsiktigt "
    "förebyggande välja överstiger underrätta fortsätter kräver ökar ambassadör gång räknas hör "
    "ersättningen bestämmelse beräkning möta först anmäla väg ändringen löpande föremål föreslagna "
    "lämnats förbereda länderna förlängs betänkande påverkar världen åtgärden bekämpa tillgänglig sägs "
    "omständigheter tillväxt ordföranden högsta upphör lämnat ikraftträdandet militära målen lång uppnå "
    "genomförs utlänning nödvändigt årligen tillfälle begär utvärdera fullgöra lagändringar tillgången "
    "samhällets behöriga överklagande utländsk lån socialtjänsten användningen införa bestämmelsen "
    "utlänningen ställa gränsöverskridande utgöra framför överenskommelsen återbetalning underrättelse "
    "lämpligt förs gröna utgår föregående upphävande angående länge säkerheten gången handläggning bästa "
    "lägre förtryck rättsliga undersöka främst ägare försvaret kalenderår språk omställningen rörande "
    "fjärde tillträde närvarande långsiktiga länsstyrelserna jämställdhet föreligger ränta höjd "
    "tillfällig inhämta säkra förvärv brottsbekämpande författningsändringar innehållet själva lägga "
    "samhälle lösningar upphöra utöva förfarandet ändamålsenlig besök ordförandeskapet välkomnar "
    "förordningar pågår utsläpp stärkas utförs anläggning brottsförebyggande börjar närmast";

}  // namespace akt
