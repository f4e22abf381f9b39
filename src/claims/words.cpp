#include "claims/words.h"

#include <algorithm>

namespace stemma::claims {
namespace {

struct List {
  std::uint64_t bits;
  std::string_view words;
};

// Word lists of general knowledge. A word may stand in several.
constexpr List kLists[] = {
    {kBe, "be am is are was were been being 's 're 'm isn aren wasn weren"},
    {kHave, "have has had having 've 'd haven hasn hadn"},
    {kDo, "do does did don doesn didn"},
    {kNot, "not n't never neither nor hardly"},
    {kNobody, "no nobody none neither nothing"},
    {kWho, "who which whose whom"},
    {kWhether, "whether if why how what when where who which"},
    {kSubordinator, "because although though while whereas after before since until unless when if as once where despite"},
    {kDay, "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow mondays fridays sundays"},
    {kTimeNoun, "week month year day morning afternoon evening night weekend hour hours days weeks months years minutes january february march april "
                "may june july august september october november december spring summer autumn fall winter noon midnight"},
    {kMonth, "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sep. sept. "
             "oct. nov. dec."},
    {kTimeModifier, "last next earlier later early late this that previous same following recently now then again once"},
    {kSubjectPronoun | kHeWord, "he"}, {kSubjectPronoun | kSheWord, "she"}, {kSubjectPronoun | kTheyWord, "they"},
    {kSubjectPronoun | kItWord, "it"}, {kSubjectPronoun | kFirstPerson, "i we"}, {kSubjectPronoun, "you"},
    {kObjectPronoun, "me him her us them you it himself herself themselves itself myself ourselves"},
    {kFirstPerson, "me us my our myself ourselves"},
    {kTitle, "mr mr. mrs mrs. ms ms. dr dr. prof prof. judge sir lord lady gen. col. lt. capt. sgt. maj. sen. rep. gov. rev. miss justice"},
    {kSpokes | kPersonRole, "spokesman spokeswoman spokesperson spokesmen spokespeople mouthpiece"},
    {kOffice, "spokesman spokeswoman spokesperson minister president premier chancellor secretary director head chief chair chairman chairwoman "
              "chairperson governor mayor commissioner ambassador executive ceo general commander superintendent"},
    {kPersonRole,
     "minister president premier chancellor secretary director director-general secretary-general head chief chair chairman chairwoman chairperson governor mayor lawmaker senator "
     "congressman congresswoman deputy mp legislator judge prosecutor lawyer attorney ambassador envoy diplomat commissioner commander officer "
     "general colonel major captain lieutenant sergeant admiral soldier guard official adviser advisor aide expert analyst professor scientist "
     "researcher engineer doctor physician nurse surgeon teacher student farmer driver worker miner clerk cook baker welder fisherman resident "
     "villager witness survivor victim detainee prisoner inmate activist campaigner journalist reporter editor columnist author historian economist "
     "leader founder owner manager executive ceo businessman businesswoman candidate nominee king queen prince princess bishop priest imam pope "
     "rabbi pastor inspector detective sheriff warden superintendent coroner pathologist mother father son daughter brother sister wife husband "
     "widow uncle aunt cousin neighbour neighbor friend colleague relative employee employer assistant speaker source whistleblower informant "
     "man woman boy girl person individual passer-by passerby bystander onlooker refugee migrant protester demonstrator shopkeeper trader vendor "
     "pilot sailor trucker mechanic electrician carpenter veteran pensioner teenager tenant landlord customer patient auditor accountant banker "
     "rapporteur envoy negotiator mediator attache consul delegate member lecturer academic strategist pollster operative donor representative "
     "counsel convener convenor chieftain ruler monarch magistrate premier plaintiff defendant petitioner accused suspect counsellor councillor alderman "
     "butcher baker tailor seamstress carer caretaker porter painter mason plumber barber hairdresser shepherd herder fisher postman dentist vet "
     "conductor firefighter paramedic medic rescuer supervisor foreman contractor dealer broker buyer seller shareholder investor creditor borrower "
     "dad mum mom daddy grandmother grandfather grandson granddaughter nephew niece fiance fiancee boyfriend girlfriend partner roommate classmate "
     "hacker dissident defector rebel fighter militant gunman ex-aide ex-minister ex-guard ex-employee organiser organizer spokesperson writer poet actor "
     "actress singer artist musician filmmaker photographer cameraman presenter anchor host correspondent blogger commentator publisher printer "
     "biographer translator interpreter politician statesman incumbent newcomer opponent rival challenger contender critic supporter successor "
     "predecessor vice-president vice-chairman bystander motorist cyclist passenger commuter tourist visitor guest child teen "
     "youth elder mechanic gardener cleaner maid waiter waitress bartender chef chemist physicist biologist geologist meteorologist epidemiologist "
     "surveyor architect statistician sociologist psychologist psychiatrist therapist midwife pharmacist veterinarian seismologist hydrologist "
     "parliamentarian backbencher whip treasurer rector dean principal headmaster headmistress provost chaplain priestess monk nun bishop "
     "archbishop cardinal rancher grower trapper hunter logger skipper helmsman deckhand stevedore docker brigadier lieutenant-colonel corporal constable "
     "patrolman policeman policewoman serviceman servicewoman recruit conscript deserter veteran heir heiress co-founder co-chair co-owner co-author"},
    {kGroupNoun,
     "ministers officials lawmakers senators deputies mps legislators judges prosecutors lawyers attorneys diplomats commanders officers soldiers "
     "guards advisers advisors aides experts analysts professors scientists researchers engineers doctors physicians nurses teachers students farmers "
     "drivers workers miners clerks residents villagers witnesses eyewitnesses survivors victims detainees ex-detainees prisoners inmates activists "
     "campaigners journalists reporters editors critics supporters opponents leaders managers executives bosses candidates inspectors investigators "
     "detectives mothers fathers relatives families parents neighbours neighbors friends colleagues employees people persons men women children "
     "refugees migrants protesters demonstrators locals rescuers medics firefighters paramedics observers monitors economists historians members "
     "sources insiders opponents rivals democrats republicans voters conservatives liberals rebels militants fighters troops negotiators delegates "
     "readers users fans customers patients veterans owners authorities chiefs spokesmen fishermen speakers one all many some most several few both "
     "respondents interviewees meteorologists forecasters councillors elders landlords broadcasters volunteers traders vendors shopkeepers pensioners "
     "tenants passengers commuters tourists visitors divers sailors pilots mechanics welders builders contractors suppliers manufacturers exporters "
     "importers growers ranchers herders fishers bakers butchers lecturers academics pupils youths teenagers boys girls sons daughters brothers sisters "
     "wives husbands widows orphans neighbours colleagues classmates comrades counsels plaintiffs defendants petitioners suspects gunmen hackers "
     "dissidents defectors deserters recruits conscripts servicemen policemen constables marketers bankers brokers dealers buyers sellers shareholders "
     "creditors lenders retailers auditors accountants statisticians surveyors architects writers poets actors artists musicians filmmakers photographers "
     "columnists correspondents commentators bloggers presenters strategists pollsters operatives donors delegates representatives spokeswomen spokespersons "
     "politicians envoys ambassadors mediators mayors governors premiers magistrates jurors lords peers backbenchers whips priests imams bishops monks nuns "
     "farmhands labourers laborers bosses chieftains rulers tribesmen clansmen smugglers traffickers captors hostages pirates attackers "
     "partners allies foes competitors others organisers organizers hosts guests motorists cyclists bystanders onlookers passers-by mourners worshippers "
     "adolescents adults teens toddlers kids folks folk staff management crew personnel family couple opposition minority leadership faculty team squad "
     "majority crowd gang clan tribe militia enemy defence defense jury garrison audience brass nobody no-one none townspeople "
     "two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands"},
    {kCollective,
     "voters critics everyone everybody anyone anybody public electorate citizens taxpayers consumers americans nation society world markets market investors "
     "billionaires conservatives liberals progressives republicans democrats independents partisans evangelicals catholics protestants muslims christians jews "
     "millennials politicians humanity mankind readers viewers users commuters motorists hawks doves sceptics skeptics base left right pundits nationalists "
     "unionists loyalists socialists communists leftists moderates centrists populists respondents"},
    {kShare, "most many few half third thirds quarter quarters fifth tenth percent per-cent % majority plurality all proportion two-thirds three-quarters one-third "
             "one-half millions much"},
    {kCount, "number section handful dozens scores hundreds thousands several some both none one two three four five six seven eight nine ten group majority "
             "couple pair series trio string slew minority party coalition chorus array class delegation each another any others"},
    {kVague,
     "reports rumours rumors sources source speculation allegations observers critics insiders suggestions fears"},
    {kGovernment,
     "government ministry ministries cabinet parliament senate congress police army military navy court tribunal prosecutors prosecution authorities "
     "authority administration embassy consulate council municipality state kremlin pentagon treasury presidency inspectorate regulator department "
     "legislature assembly junta regime gendarmerie coastguard customs intelligence governorate prefecture city palace directorate "
     "command constabulary ombudsman judiciary bench crown chancellery "
     "fbi cia nsa epa fda cdc irs nypd nato mi5 mi6"},
    {kOrganisation,
     "committee commission organisation organization company firm group party union association agency service bank university institute foundation "
     "charity ngo corporation federation league bureau office centre center hospital club church board panel delegation mission team campaign coalition "
     "alliance network movement society concord school college laboratory airline operator manufacturer utility clinic hotel museum theatre theater fund "
     "restaurant shop store supermarket factory plant farm mine mill brewery bakery dealership subsidiary contractor supplier retailer insurer lender "
     "exchange guild syndicate cooperative co-operative collective congregation diocese parish mosque temple monastery seminary academy observatory "
     "gallery library orchestra festival franchise startup start-up business enterprise employer shipowner shipyard airport port railway zoo "
     "secretariat taskforce caucus lobby trust front forum inc. ltd. corp. co. plc gmbh minerals "
     "industries holdings bloc confederation consortium observatory watchdog chamber bar inspectorate authority"},
    {kState, "national state federal parliamentary congressional electoral election municipal central public royal presidential provincial house senate city "
             "county district census tax customs prison prisons police security intelligence finance foreign interior "
             "immigration border"},
    {kBureau, "office board committee commission agency bank bureau service services division authority directorate command"},
    {kServiceArm, "coast national general presidential republican border"},
    {kEvidence, "poll polls polling survey surveys documents data footage video videos records figures recording photographs images imagery analysis"},
    {kMediaFront, "radio channel tv television agence"},
    {kIssued, "published issued released written produced prepared commissioned conducted compiled carried"},
    {kCompany, "company firm corporation inc. ltd. corp. co. plc gmbh minerals industries holdings airline airlines operator manufacturer utility bank group "
               "mining energy motors steel oil gas mines resources partners enterprises"},
    {kMedia,
     "newspaper newspapers paper daily weekly magazine broadcaster channel station website site agency newswire outlet outlets media press tv television "
     "radio tabloid gazette times post herald tribune chronicle star ledger lantern guardian telegraph observer journal courier mail mirror sun express "
     "editorial monitor courant examiner inquirer record dispatch argus echo globe standard independent reuters afp newsletter blog podcast wire broadcast reporters journalists"},
    {kDocument,
     "report reports document documents memo memorandum letter statement statements study survey poll polls records record register data figures article "
     "investigation filing lawsuit complaint indictment affidavit transcript video footage recording email emails email file files book law bill constitution "
     "resolution treaty agreement findings review audit census list dossier paper note bulletin release communique photographs images analysis research "
     "disclosure disclosures filings tallies tally memoir memoirs cable cables diary leaflet pamphlet flyer poster petition missive proposal polling ad ads advert "
     "advertisement commercial message messages entry headline imagery footage videos clip clips photo photos screenshot fragment inscription caption "
     "logs emails texts tweets posts recordings tape tapes transcripts letters memos articles books studies surveys assessment assessments estimate "
     "estimates projection projections forecast model simulation chart map graph ledger receipts invoice invoices contract affidavits verdict motion brief "
     "briefs charter manifesto platform plan blueprint guidelines guidance code clause paragraph chapter passage publication publications finding "
     "evidence testimony readings statistics complaint suit ruling verdict order diary log minutes inquiry inventory post tweet"},
    {kStatement,
     "statement interview interviews briefing conference speech letter email tweet post report message note release call broadcast bulletin address remarks "
     "testimony court parliament article op-ed memo filing hearing meeting session rally debate event appearance podcast telephone phone video communique"},
    {kQuantity, "many several most all some few both each every any various numerous dozens hundreds thousands scores half"},
};

using Map = std::unordered_map<std::string_view, std::uint64_t>;

Map build() {
  Map m;
  for (const List& l : kLists) {
    std::size_t i = 0;
    while (i < l.words.size()) {
      const std::size_t next = std::min(l.words.find(' ', i), l.words.size());
      if (next > i) m[l.words.substr(i, next - i)] |= l.bits;
      i = next + 1;
    }
  }
  return m;
}

}  // namespace

std::uint64_t word_class(std::string_view lower) {
  static const Map map = build();  // immutable; built once
  const auto it = map.find(lower);
  return it == map.end() ? 0 : it->second;
}

bool in_capitals(std::string_view word) {
  return word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace stemma::claims
