import Domain

extension Texts {
  /// Months as Morocco calls them; digits are the Western ones, as everywhere in Morocco.
  static let arabic = Texts(
    direction: "rtl", decimalPoint: ",", percent: "%", comma: "، ",
    months: [
      "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
    ],
    service: "تضامن", motto: "ماذا حقّق المال، ولفائدة من؟", languages: "اللغة", skip: "الانتقال إلى المحتوى",
    programmes: "البرامج", noProgrammes: "لم يُسجَّل أي برنامج بعد.", funder: "الجهة المموِّلة", asOf: "الوضعية بتاريخ",
    framework: "الإطار المرجعي", version: "النسخة", run: "عملية الاحتساب", actorsScored: "عدد الجهات المُقيَّمة",
    noRun: "لم تُنشر بعد أي نتائج لهذا البرنامج.", noScores: "لا توجد نتائج هنا في عملية الاحتساب هذه.",
    rank: "الرتبة", notRanked: "غير مُرتَّبة", actor: "الجهة", score: "النتيجة", coverage: "التغطية", status: "الحالة",
    bounds: "الحدّان",
    boundsExplained: "تحت كل نتيجة: قيمتها لو لم يُحتسب أي مكسب غير مُتحقَّق منه، ثم قيمتها لو احتُسبت المكاسب كلها.",
    coverageExplained: "التغطية هي نسبة وزن المؤشرات التي صُرِّح ببياناتها.",
    earlier: "السابق", later: "التالي",
    domain: "المجال", scoresByDomain: "النتائج حسب المجال", unweighted: "من دون ترجيح الإنصاف",
    madeOf: "مِمَّ تتكوّن النتيجة", madeOfExplained: "يبيّن كل شريط ما تضيفه قيمة مُصرَّح بها إلى النتيجة أو ما تنقصه منها.",
    indicator: "المؤشر", group: "الفئة المستهدفة", everybody: "الجميع", value: "القيمة المُصرَّح بها",
    normalised: "القيمة المُوحَّدة", evidence: "الإثبات", weight: "الوزن", contribution: "المساهمة",
    notFound: "الصفحة غير موجودة", notFoundExplained: "لا يوجد شيء في هذا العنوان، وربما كُتب خطأً.",
    refused: "يتعذّر العرض", refusedExplained: "يطلب العنوان ما لا تتيحه هذه الصفحة.",
    failed: "يتعذّر على الخدمة الإجابة", failedExplained: "حدث خلل من جانبنا. أعد المحاولة بعد بضع ثوانٍ.",
    requestNumber: "رقم الطلب",
    kinds: [
      .cooperative: "تعاونية", .union: "اتحاد تعاونيات", .association: "جمعية", .socialEnterprise: "مقاولة اجتماعية",
      .funder: "جهة مموِّلة", .coachingCentre: "مركز مواكبة", .publicBody: "هيئة عمومية",
      .otherOrganisation: "منظمة أخرى",
    ],
    scoreStatuses: [
      "ok": "مُرتَّبة", "insufficient_coverage": "مؤقتة: البيانات المُصرَّح بها غير كافية",
      "no_data": "بلا نتيجة: لم يُصرَّح بأي بيانات", "gated": "محدَّدة بقاعدة من الإطار المرجعي",
    ],
    partStatuses: [
      "ok": "محتسبة", "absent": "غير مُصرَّح بها", "missing": "مُصرَّح بأنها ناقصة", "refused": "غير مُفصَح عنها",
      "not_due": "غير مستحقّة", "returned": "أعادها المُتحقِّق", "rejected": "لم يؤكّدها المُتحقِّق",
      "no_variation": "متساوية لدى الجميع", "undefined_target": "لا هدف صالح للاستعمال",
      "n_too_small": "عدد الجهات لا يكفي للمقارنة", "zero_for_missing": "ناقصة، احتُسبت صفرًا",
      "group_mean": "ناقصة، عُوِّضت بمتوسط الفئة", "required_missing": "مطلوبة وناقصة: احتُسبت بأدنى قيمة",
    ])
}
