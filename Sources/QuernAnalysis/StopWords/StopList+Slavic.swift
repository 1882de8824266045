extension StopList {
  /// Russian, and Serbian in both of its alphabets.
  static let slavic: [String: String] = [
    // Without ё: folding makes е of it.
    "ru": """
    а без более бы был была были было быть в вам вас ваш ваша ваше ваши весь вне во вот все \
    всего всей всем всеми всему всех всю вся вы где да даже для до его ее ей ему если есть \
    еще же за здесь и из изо или им ими их к каждый как какая какие каких какой ко когда \
    которая которого которое которой котором которому которую которые который которым \
    которыми которых кто ли либо лишь между меня мне мной мог могут мое может мои мой мою моя \
    мы на над нам нами нас наш наша наше наши не него нее ней некоторые некоторых нем нему \
    нет ни ним ними них ничего но ну о об обо однако он она они оно от перед по под пока \
    после потом потому почему при про против с сам сама сами само самого свое своего своей \
    своем своему свои своими своих свой свою своя себе себя со собой среди так такая также \
    такие таким таких такого такой там тебе тебя тем теми тех то того тоже той только том \
    тому тот ту ты у уже хотя чего чей чем через что чтобы эта эти этим этими этих это этого \
    этой этом этому этот эту я является являются
    """,
    // Not “što” in Latin letters: it folds to a hundred.
    "sr": """
    a ako ali bez bi bih bila bile bili bilo bio biti bude budu ce cemo ces cete cu da dakle \
    do dok ga gde i iako ih ili im ima iz iza izmedu iznad ja je jer jesam jeste jesu joj jos \
    ju ka kad kada kako kao ko koga koja koje kojeg kojem koji kojih kojim kojima kojoj kojom \
    koju kome kroz li me medu mene meni mi mimo moj moja moje mu na nad nakon nam nama nas \
    nasa nase ne nego neka neke neki nekih neko nesto ni nije niko nisam nismo nista niste \
    nisu njega njegov njegova njegove njegovi njegovo njegovog njemu njen njena njeno njih \
    njihov njihova njihove njihovi njihovih njim njima njoj njom nju o od odnosno oko on ona \
    onaj onda one oni ono osim ova ovaj ove ovih ovim ovo ovog ovoj ovom ovu pa pak po pod \
    pored posle posto pre pred preko prema pri protiv s sa sam samo se sebe sebi smo sta ste \
    su svaka svake svaki svako sve svi svih svim svima svog svoj svoja svoje svojih svojim \
    svoju svom ta tada taj tako takode te tebe tebi ti tim to toga toj tom tome tu tvoj u \
    uprkos uz vam vama vas vasa vase vec vi vrlo za zasto zato zbog а ако али без би била \
    биле били било био бити бих буде буду вам вама вас ваш ваша ваше већ ви врло га где да \
    дакле до док за зато зашто због и иако из иза између изнад или им има их ка кад када како \
    као ко кога коме која које којег којем који којим којима којих којом којој коју кроз ли \
    ме мене мени међу ми мимо мој моја моје му на над након нам нама нас наш наша наше не \
    него нека неке неки неких неко нешто ни нико нисам нисмо нисте нису ништа није о ова овај \
    ове овим ових ово овог овом овој ову од односно око он она онај онда оне они оно осим па \
    пак по под поред после пошто пре пред преко према при против с са сам само свака сваке \
    сваки свако све сви свим свима свих свог свом свој своја своје својим својих своју се \
    себе себи смо сте су та тада тако такође тај твој те тебе теби ти тим то тога том томе \
    тој ту у уз упркос шта што ја је јер јесам јесте јесу још јој ју њега његов његова његове \
    његови његово његовог њему њен њена њено њим њима њих њихов њихова њихове њихови њихових \
    њом њој њу ће ћемо ћете ћеш ћу
    """,
  ]
}
