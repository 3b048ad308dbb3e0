#pragma once

#include <string_view>

namespace akt {

/// The commonest Swedish words with å ä ö that are no words at all without their marks ("fran", "nar"): those
/// of shared/text/train whose plain form is at least 150 times rarer. Seeing the plain form tells that marks
/// were lost. Counted once over shared/text/train; the commonest 400.
inline constexpr std::string_view kTelltaleWords =
    "för på är får från även förordning gäller när föreslås också första år förslag åtgärder där över "
    "få rätt bestämmelser lämna fråga lämnas sådan säger någon särskilt behöver företag förordningen "
    "föreskrifter frågor särskilda sådana bestämmelserna därför då göra särskild ansökan föreslår "
    "ändringar två tillämpas vård behövs tillstånd ersättning förutsättningar gälla sådant innehåller "
    "förslaget ändring genomföra rådets hälso träda måste öka före möjlighet övriga högst både "
    "följande föreslå möjligt använda mål aktörer skäl något gör bättre möjligheter inför allmänna "
    "säkerhet göras ingår rättigheter många användas förslagen säkerställa äldre följer stället hänsyn "
    "ökad ärenden tillgång längre krävs länder främja områden allmän rätten bestämmer används tjänster "
    "området rådet gällande följa övrigt fått lagrådsremissen införs stödet berörda större nivå "
    "samhället rör län förutsättningarna utifrån görs målet länsstyrelsen hälsa månader användning "
    "genomförandet anmälan går begäran förbättra utgör genomförande träder innehålla mötet ställning "
    "bedömning läkemedel utsträckning såväl beräknas tillämpning frågan ordförande mänskliga hjälp "
    "följd några stödja ändringarna lämnar tillgängliga förebygga utanför genomföras område ärende "
    "översyn förhållanden förbud ledamöter sjukvården nära grundläggande människor högre års "
    "uppehållstillstånd överenskommelse uppföljning företaget därmed tjänst utöver därefter nödvändiga "
    "ändamål hållbar möte förhållande avgörande sjukvård utgången nämnden åren förmåga ärendet lärare "
    "verkställighet utländska möjligheten försäkringskassan underlätta bedöms samråd åtgärd året "
    "närmare ökat övergripande äger förändringar överklagas månad tillämpningen miljö hög ämnen "
    "beträffande förutsättning framgår införas nå bedöma lagändringarna godkännande försvar förhindra "
    "själv behörig såsom kartlägga arbetsförmedlingen besöker förvaltning värdet använder "
    "försvarsmakten utföra företrädare möjligheterna öppna vården nästa anställning utgångspunkt ökade "
    "prövas största sökanden tillgångar tilläggsdirektiv medför består sägs kriminalvården fängelse "
    "miljöbalken underrätta naturvårdsverket bedömer tillfälligt bistånd tillhandahålla innehåll "
    "folkhälsomyndigheten överstiger närstående stärker besöket ikraftträdandet betänkandet "
    "funktionsnedsättning behörighet väg pågående anställda bedömningen välj räknas beräkning hör "
    "ersättningen möjliggöra bestämmelse gång utvärdering anmäla förebyggande först kräver överväga "
    "välja långsiktigt fortsätter ökar föremål ambassadör angående lämnats åtgärden ändringen löpande "
    "möta ordföranden föreslagna omständigheter länderna förbereda upphör högsta tillgänglig förlängs "
    "påverkar lämnat betänkande världen bekämpa lån tillfälle fullgöra begär överklagande tillväxt "
    "militära utgår nödvändigt utlänning målen årligen uppnå utländsk underrättelse genomförs behöriga "
    "tillgången bestämmelsen utvärdera lagändringar samhällets användningen utgöra lämpligt ställa "
    "socialtjänsten rörande införa återbetalning ägare föregående förs överenskommelsen utlänningen "
    "föreligger framför gränsöverskridande handläggning upphävande gången gröna länge säkerheten lägre "
    "bästa fjärde ränta kalenderår undersöka förtryck rättsliga främst närvarande försvaret förvärv "
    "språk tillträde omställningen länsstyrelserna utöva långsiktiga tillfällig inhämta nämnda "
    "jämställdhet höjd upphöra innehållet säkra förfarandet själva tillämpliga brottsbekämpande "
    "närmast anläggning föras författningsändringar lägga försäljning samhälle lösningar besök allmänt "
    "ändamålsenlig pågår förordningar ordförandeskapet allmänheten välkomnar utförs";

}  // namespace akt
