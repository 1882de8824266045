extension StopList {
  /// The Germanic languages.
  static let germanic: [String: String] = [
    "da": """
    ad af al alle alt anden andet andre at bag begge blev blevet blive bliver da de dem den \
    denne der deres derfor det dette dig din dine disse dit dog du efter ej eller en end er \
    et for foran fordi fra gennem haft ham han hans har havde have hende hendes her hos hun \
    hvad hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornar i ifolge \
    igen ikke ind ingen intet jeg jer jeres jo kan kun kunne man med meget mellem men mens \
    mere mig min mine mit mod nar ned nogen noget nogle nu og ogsa om omkring op os over pa \
    sa sadan saledes samt selv selvom siden sig sin sine sit skal skulle som til ud uden \
    under vaere vaeret var ved vi vil ville vor vores
    """,
    "de": """
    aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes \
    ans auch auf aus ausser ausserhalb bei beim bin bis bist da dabei dadurch dafur dagegen \
    daher damit danach dann daran darauf daraus darin daruber darum darunter das dass davon \
    davor dazu dein deine deinem deinen deiner dem den denen denn dennoch der deren derer des \
    deshalb dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein \
    eine einem einen einer eines einige einigen einiger er es etwa etwas euch euer eure fur \
    gegen habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren \
    ihrer ihres im in indem innerhalb ins ist ja je jede jedem jeden jeder jedes jedoch jene \
    jenem jenen jener jenes kann kein keine keinem keinen keiner konnen konnte konnten man \
    manche manchem manchen mancher manches mehr mein meine meinem meinen meiner mich mir mit \
    muss mussen musste mussten nach nachdem neben nein nicht nichts noch nun nur ob obwohl \
    oder ohne sehr sei sein seine seinem seinen seiner seines seit seitdem selbst sich sie \
    sind so sobald sogar solche solchem solchen solcher solches soll sollen sollte sollten \
    sondern soweit sowie sowohl statt trotz uber um und uns unser unsere unserem unseren \
    unserer unter vom von vor wahrend wann war ware waren warum was weder wegen weil welche \
    welchem welchen welcher welches wem wen wenn wer werde werden wessen wie wieder wir wird \
    wo wobei wodurch wollen wollte wollten womit worden wurde wurden zu zum zur zwar zwischen
    """,
    // Not “us” and “may”: a country, a month.
    "en": """
    a about above after again against all also although am among an and any are aren't as at \
    be because been before being below between both but by can can't cannot could couldn't \
    did didn't do does doesn't doing don't down during each either else every few for from \
    had hadn't has hasn't have haven't having he he's her here hers herself him himself his \
    how however i i'd i'll i'm i've if in into is isn't it it's its itself just me more most \
    much my myself neither no nor not of off on once only onto or other our ours ourselves \
    out over own per rather same she she's should shouldn't since so some such than that \
    that's the their theirs them themselves then there there's therefore these they they're \
    they've this those though through throughout thus to too toward towards under unless \
    until up upon very via was wasn't we we're we've were weren't what when where whereas \
    whether which while who whom whose why will with within without won't would wouldn't yet \
    you you're your yours yourself yourselves
    """,
    "nl": """
    aan achter al alle als ander andere ben bent bij binnen boven buiten daar daarbij \
    daardoor daarna daarom dan dat de deze die dit door dus echter een elk elke en er geen \
    had hadden heb hebben hebt heeft hem hen het hier hierbij hij hoe hun ik in indien is ja \
    je jij jou jouw jullie kan kon konden kunnen maar me meer men met mij mijn moest moesten \
    moet moeten na naar nadat niet niets noch nog nu of om omdat onder ons onze ook op over \
    per reeds sinds sommige te tegen ten ter terwijl toch toen tot tussen u uit uw van vanaf \
    vanuit veel via volgens voor waar waarbij waardoor waarin waarom wanneer want waren was \
    wat we wel welke werd werden wie wij word worden wordt zal ze zelf zich zij zijn zo zoals \
    zonder zou zouden zowel zulke zullen
    """,
    "no": """
    a alle alt andre at av begge ble blei bli blir blitt da de deg dei dem den denne der \
    deres derfor dersom det dette din dine disse ditt du eg ei ein eit eller en enn er et \
    etter for foran fordi fra gjennom ha hadde han hans har hatt henne hennes her hos hun hva \
    hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor i ifolge ikke ikkje \
    ingen inn inntil jeg kan korleis kun kunne kva kven man med meg mellom men mens mer min \
    mine mitt mot na nar ned noe noen noko og ogsa om opp oss over pa sa samt seg selv selvom \
    siden sin sine sitt skal skulle slik som til under ut uten vaere vaert var vare vart ved \
    vere vi vil ville
    """,
    "sv": """
    alla allt an andra at att av bakom bland blev bli blir blivit da dar darfor de dem den \
    denna deras dess dessa det detta dig din dina ditt du efter eftersom ej eller en enligt \
    er era ett for fore fran genom ha hade haft han hans har henne hennes hon honom hos hur i \
    icke in inga ingen inget innan inom inte ja jag ju kan kring kunde kunna man med medan \
    mellan men mer mig min mina mitt mot mycket nagon nagot nagra nar ned ni nu och ocksa om \
    oss over pa per sa sadan sadana samt sedan sig sin sina sitt sjalv sjalva ska skall \
    skulle som till under upp ut utan utom vad var vara varfor varit varje vars vart vem vi \
    via vid vilka vilken vilket
    """,
    // Also with the ligatures װ ױ ײ, which no folding takes apart.
    "yi": """
    א אבער אדער אויב אויך אויף און אונדז אונדזער אונדזערע אונטער אז אזא אזוי אזױ איבער איז \
    אייך אייער איך אים אין איר אלע אלץ אן ארום אױב אױך אױף אײך אײער ביז ביי בין ביסט בײ געהאט \
    געווארן געווען געװארן געװען דא דאך דאן דאס דארט דו דורך די דיין דיך דיר דעם דעמאלט דער \
    דײן האב האבן האט האסט וואלט וואלטן וואס ווו ווי ווייל וועט וועל וועלכן וועלכע וועלכער \
    וועלן וועמען ווען וועסט ווער ווערט ווערן ווײל זאל זאלן זי זיי זיין זיינע זיינען זייער \
    זייערע זיך זענען זײ זײן זײנע זײנען זײער זײערע יעדן יעדע יעדער יענע יענער מוז מוזן מיט \
    מיין מיינע מיך מיר מען מײן מײנע נאך נאר ניט נישט עס ער פאר פארוואס פארװאס פון צו צווישן \
    צי צװישן קאן קיין קעגן קען קענען קײן שוין שױן װאלט װאלטן װאס װו װי װייל װעט װעל װעלכן \
    װעלכע װעלכער װעלן װעמען װען װעסט װער װערט װערן װײל
    """,
  ]
}
