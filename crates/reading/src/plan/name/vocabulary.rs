//! The words bodies are called by. Data, not rules: add to it when a new body turns up.

use crate::plan::phrase::Phrases;

/// Words a body's name begins with, in lower case.
pub(super) static STARTERS: Phrases = Phrases::new(
    "ủy ban nhân dân | ubnd | hội đồng nhân dân | hđnd | hđnd-ubnd | ủy ban mặt trận | \
     ủy ban mttq | ub mttq | ubmttq | mttq | ubmttqvn | mặt trận tổ quốc | ban thường vụ | ban cán sự đảng | đảng đoàn | chi hội trưởng | \
     ban chấp hành | ban thường trực | ban tuyên giáo | ban chỉ đạo | ban chỉ huy | \
     ban quản lý | ban dân vận | ban tổ chức | ban xây dựng đảng | ban giám hiệu | \
     ban giám đốc | ban công tác | bộ chỉ huy | bộ y tế | sở y tế | trung tâm | trạm y tế | \
     bệnh viện | chi cục | tổng cục | văn phòng | công an | đồn biên phòng | kho bạc | \
     bảo hiểm xã hội | tổng liên đoàn | liên đoàn | liên hiệp | liên minh | đoàn thanh niên | hội nông dân | \
     hội phụ nữ | hội cựu chiến binh | hội chữ thập đỏ | hội liên hiệp | chi hội | \
     tỉnh ủy | thành ủy | huyện ủy | quận ủy | thị ủy | đảng ủy | đảng bộ | chi bộ | \
     chi ủy | thường trực | chính phủ | thủ tướng | quốc hội | bộ trưởng | chủ tịch | \
     phó chủ tịch | tổ dân phố | tổ công nghệ số cộng đồng | tổ công nghệ số | tổ công nghệ | tổ y tế | ban thú y | tổ công tác | tổ truyền thông | khu phố | trường học | \
     trường mầm non | trường tiểu học | trường thcs | trường thpt | trường trung học | \
     phòng khám | phòng giáo dục | phòng y tế | phòng văn hóa | phòng kinh tế | \
     phòng nội vụ | đài truyền thanh | đài phát thanh | đài pt-th | báo và đài | \
     trưởng thôn | trưởng khu | trưởng ban | trưởng phòng | trưởng các | thủ trưởng | \
     giám đốc | hiệu trưởng | quân dân y | bí thư | tổ chức cơ sở đảng | tccsđ | \
     tổ chức chính trị | đoàn thể | cơ quan chuyên môn | cơ quan thường trực | \
     các ban đảng | y tế cơ sở | đội ngũ | btg | vp | bcđ | cdc | ttyt | tyt | ban bí thư | \
     bộ chính trị | ban nội chính | ban quản trị | công chức | thành đoàn | tỉnh đoàn | \
     đoàn phường | đoàn xã | huyện đoàn | mặt trận | hội đồng | cục y tế | cục phòng bệnh | \
     nhân viên y tế | cộng tác viên | hội người cao tuổi | tổ trưởng | ban nhân dân | \
     ban điều hành | ban đại diện | trung đoàn | tiểu đoàn | học viện | đại học | trường đại học | \
     trường cao đẳng",
);

/// Words a body's name begins with when they have a capital: "Điện lực Sa Kha", but not "ngân hàng".
pub(super) static STARTERS_WITH_CAPITAL: Phrases = Phrases::new(
    "báo và phát thanh | viện kiểm sát | tòa án | toà án | ngân hàng | công ty | tổng công ty | bưu điện | \
     điện lực | hiệp hội | công đoàn | hợp tác xã | nhà máy | bộ tư lệnh | bộ đội | \
     tổng biên tập | hạt kiểm lâm | trạm khuyến nông | nhà văn hóa | chi đoàn | câu lạc bộ | \
     đồng chí | các đồng chí | đ/c | ông | bà | cán bộ | giáo viên | nhà trường | \
     tỉnh hội | trung ương hội | huyện hội | thành hội | viện pasteur | cảng | viễn thông | cổng thông tin | trang thông tin | bảo hiểm | doanh nghiệp | cơ quan | đơn vị | chi nhánh | tập đoàn | xí nghiệp | \
     nhà thuốc | thường trực | đội | thanh tra sở | thanh tra tỉnh | thư viện | bảo tàng | hội khuyến học | ủy ban | đại diện | siêu thị | nghiệp đoàn | cảng vụ | bến xe | khách sạn | ga | giáo xứ | chùa | nhà chùa | nhà thờ | tiểu ban",
);

/// Words that lead on from a name and never stand in one.
pub(super) static AFTER: Phrases = Phrases::new(
    "về | v/v | theo | để | nhằm | sẽ | đã | đang | cần | phải | khi | nếu | từ | đến | \
     vào | trước | sau | qua | bằng | cho | với | tại | gồm | là | và | hoặc | trong | \
     ngoài | do | như | gửi | lập | cử | nêu | kịp | hằng | hàng | mỗi | định | chậm | \
     căn | nhất | giữa | kèm | tự | tiêm | giao | dưới | không | chưa | cũng | này | đó | \
     mở | đưa | in | treo | viết | dán | đăng | cử | ngay",
);

/// Words that begin a body's name only before a capital: "Sở Nội vụ", but not "sở hữu".
pub(super) static STARTERS_BEFORE_CAPITAL: Phrases = Phrases::new(
    "bộ | sở | ban | hội | đoàn | phòng | báo | đài | viện | vụ | cục | khoa | trường | \
     trạm | tổ | đội | đồn | nhà | công | hạt | quỹ | ngành | khối | tòa | thôn | ấp | \
     đặc",
);

/// What "các" makes a group of.
pub(super) static GROUPS: Phrases = Phrases::new(
    "cơ quan | đơn vị | sở | ban | ngành | phòng | xã | phường | thôn | tổ | khu | ấp | \
     bản | buôn | trường | trạm | trung tâm | địa phương | đoàn thể | tổ chức | hội | \
     chi bộ | chi, đảng bộ | đảng ủy | đảng bộ | doanh nghiệp | khoa | đội | cơ sở | \
     thành viên | đồng chí | huyện | quận | đặc khu | tỉnh | thành phố | cấp ủy | \
     bệnh viện | bộ phận | công ty | nhóm | báo | đài | ủy viên | phó chủ tịch | phó giám đốc | cấp | \
     bộ | cục | vụ | viện | hợp tác xã | chi hội | lực lượng | chợ",
);

/// Levels of place, which also join lists ("các xã, phường").
pub(super) static LEVELS: Phrases =
    Phrases::new("thành | tỉnh | phường | xã | huyện | quận | đặc | thôn | ấp | thị | khu");

/// Phrases that say the level a body belongs to.
pub(super) static LEVEL_WORDS: Phrases = Phrases::new(
    "thành phố | tỉnh | phường | xã | huyện | quận | đặc khu | thành ủy | thị trấn | \
     đảng ủy | thị xã | khu vực | trung ương | sở y tế",
);

/// Where the proper part of a name ends, for ids (folded).
pub(super) static TAILS: Phrases = Phrases::new(
    "thanh pho | tinh | phuong | xa | huyen | quan | dac khu | truc thuoc | tren dia ban | \
     thanh uy | khu vuc | viet nam | thuoc",
);

/// Small syllables names are made of. A word that is not here ends a name that has no capital.
pub(super) static INSIDE: Phrases = Phrases::new(
    "vệ | sinh | thực | phẩm | xuyên | an | toàn | báo | phong | trào | cung | ứng | dự | kiểm | \
     nghiệm | thú | bảo | hiểm | nhân | dân | thành | phố | tỉnh | phường | xã | huyện | \
     quận | thị | trấn | đặc | khu | thôn | tổ | ấp | bản | làng | buôn | trực | thuộc | \
     của | các | đoàn | thể | chính | trị | hội | cơ | sở | phòng | chống | dịch | bệnh | \
     tật | ban | ngành | đơn | vị | quan | liên | địa | phương | trường | học | mầm | non | \
     tiểu | trung | tâm | phổ | thông | cao | đẳng | đại | doanh | nghiệp | y | tế | giáo | \
     dục | đào | tạo | trên | bàn | vực | viên | chi | bộ | đảng | ủy | mặt | trận | quốc | \
     cấp | nhà | nước | soát | truyền | thanh | hình | khám | chữa | dược | viện | khoa | \
     công | lập | ngoài | tư | trạm | đội | nhóm | cộng | đồng | tịch | trưởng | phó | \
     giám | đốc | thủ | hiệu | chí | được | phân | khác | cư | lao | động | phụ | nữ | \
     nông | niên | cựu | chiến | binh | người | tuổi | chữ | thập | đỏ | quân | sự | biên | \
     văn | hóa | kinh | môi | tài | nội | vụ | pháp | nghệ | hành | tổng | cục | chợ | \
     sản | xuất | nghĩa | thường | ương | chuyên | môn | chức | có | hợp | tác | chủ | \
     thư | bí | hiệp | chấp | đường | sông | thao | du | lịch | thương | mại | nhiệm | lực | lượng | vũ | \
     trang | tuyên | hộ | thuật | nêu | kể | cá | nghề | dạy | sức | khỏe | ngoại | giao | \
     xây | dựng | tượng | khí | phát | thức | phủ | tướng | vận | đạo | hạ | tầng | đô | \
     nhập | khẩu | khối | trại | giam | ninh | hải | thuế | kho | bạc | ngân | hàng | đồn | \
     nuôi | chăn | thủy | lợi | nghi | trẻ | gia | đình | mẫu | bán | trú | tôn | lễ | \
     biểu | tại | cửa | đa | ô | tô | bến | xe | giới | sĩ | cứu | tuyến | tễ | án | liệt | thiện | nguyện | quyền | phận | trì | xí | cảng",
);

/// What bodies that control, prevent and fight work on.
pub(super) static TOPICS: Phrases = Phrases::new(
    "nhiễm khuẩn | dịch cúm a(h5n1) | dịch cúm | dịch covid-19 | sốt xuất huyết | bệnh dại | \
     bệnh lao | hiv/aids | tác hại của thuốc lá | tác hại thuốc lá | bệnh không lây nhiễm | \
     bệnh lây nhiễm | thiên tai | ma túy | tội phạm | lụt bão | dịch bệnh | bệnh truyền nhiễm | \
     suy dinh dưỡng | an toàn thực phẩm | bệnh xã hội | sốt rét",
);

/// Verbs and phrases that end a name though each syllable could stand in one.
pub(super) static VERBS: Phrases = Phrases::new(
    "ban hành | chiếu phim | chiếu video | chiếu clip | dịch tờ | dịch tài liệu | dịch sang | chủ trì | chủ động | chủ yếu | phối hợp | thông tin | thông báo | \
     thông qua | tuyên truyền | truyền thông | công khai | hành động | phát hành | \
     phát thanh | phát động | phát huy | phát hiện | phát tờ | phát tin | thường xuyên | \
     tổng hợp | tổng kết | phòng ngừa | trên cơ sở | trên tinh | trên các | \
     có trách nhiệm | có nhiệm vụ | được giao | thành lập | xây dựng | lập danh | lập kế | \
     nêu cao | động viên | giám sát | hợp đồng | phụ trách | tham mưu | lịch sử | \
     tác động | giáo dục cho | kể từ | có kế hoạch | nhiệm vụ | chức năng | có biện | \
     thể hiện | quan tâm | đại diện | sản xuất và phát | sản xuất tài | sản xuất phóng | sản xuất chương | sản xuất tin | sản xuất video | sản xuất các | đảng viên | phát bản | \
     phát thông | công bố | đồng loạt | đồng thời | thể chế | cụ thể | dự trù | tập trung | \
     tăng cường | khẩn trương | nghiêm túc | chịu trách | chính thức | đào tạo cho | \
     khám sức | chữa trị | người dân | của kế hoạch | của chính phủ | liên hệ | trực tiếp | \
     tài trợ | chấp hành nghiêm | xã hội hóa | bộ phận | hình thức | cơ bản | công tác | \
     quan trọng | tư vấn | cộng đồng dân cư tham | trang bị | động vật | biên soạn | \
     biên tập | hướng dẫn | triển khai | thực hiện | cung cấp | bố trí | kiểm tra | \
     rà soát | nghiên cứu | đẩy mạnh | tiếp tục | theo dõi | đôn đốc | chỉ đạo | lãnh đạo | \
     quán triệt | lồng ghép | vận động | huy động | nắm bắt | đánh giá | đăng tải | \
     đăng ký | giúp đỡ | hỗ trợ | ký kết | ký cam | nâng cao | cập nhật | duy trì | \
     bảo đảm | đảm bảo | phản ánh | nhắc nhở | điều tra | khảo sát | tập huấn | thiết kế | \
     thu thập | thu gom | xử lý | kết hợp | góp phần | tham gia | đề xuất | đề nghị | yêu cầu | \
     quyết định | phê duyệt | quy định | sửa đổi | công nhận | chuẩn bị | tiếp nhận | \
     tạo điều | khuyến khích | khuyến cáo | chấp hành tốt | chăm sóc | phổ biến | \
     tăng thời | nhân rộng | biểu dương | sơ kết | đổi mới | hoàn thành | hoàn thiện | \
     lựa chọn | giới thiệu | dự kiến | làm | xem | cấp phát | cấp kinh | phun | phát sóng | \
     phát triển | thăm | chia sẻ | khẳng định | kêu gọi | trả lời | đặt | in ấn | báo cáo | phân công hội | phân công cán | phân công người | phân công nhân | phân công đội | ứng trước | tạm ứng | tăng lượng | tăng số | \
     tăng tần | tăng giờ | tăng thêm | đình chỉ | thường trực tiếp | trực tiếp nhận | tiếp nhận",
);

/// Abbreviations, written out in lower case.
pub(super) const SHORT: &[(&str, &str)] = &[
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("mttq", "mặt trận tổ quốc"),
    ("ubmttq", "mặt trận tổ quốc"),
    ("ubmttqvn", "mặt trận tổ quốc việt nam"),
    ("mttqvn", "mặt trận tổ quốc"),
    ("tccsđ", "tổ chức cơ sở đảng"),
    ("btg", "ban tuyên giáo"),
    ("btgdv", "ban tuyên giáo và dân vận"),
    ("vp", "văn phòng"),
    ("tp", "thành phố"),
    ("bcđ", "ban chỉ đạo"),
    ("btv", "ban thường vụ"),
    ("tt", "thường trực"),
    ("lđlđ", "liên đoàn lao động"),
    ("lhpn", "liên hiệp phụ nữ"),
    ("ccb", "cựu chiến binh"),
    ("ctđ", "chữ thập đỏ"),
    ("gdđt", "giáo dục và đào tạo"),
    ("gd&đt", "giáo dục và đào tạo"),
    ("vhtt", "văn hóa thông tin"),
    ("ttyt", "trung tâm y tế"),
    ("tyt", "trạm y tế"),
    ("cdc", "trung tâm kiểm soát bệnh tật"),
    ("vt", "văn thư"),
    ("vhxh", "văn hóa-xã hội"),
    ("thcs", "trung học cơ sở"),
    ("thpt", "trung học phổ thông"),
    ("bhxh", "bảo hiểm xã hội"),
    ("ubkt", "ủy ban kiểm tra"),
    ("bchqs", "ban chỉ huy quân sự"),
    ("đtn", "đoàn thanh niên"),
];

/// Ids by the folded beginning of a name.
pub(super) const ID: &[(&str, &str)] = &[
    ("uy ban nhan dan", "UBND"),
    ("hoi dong nhan dan", "HDND"),
    ("mat tran to quoc", "MTTQ"),
    ("to chuc co so dang", "TCCSD"),
    ("ban tuyen giao dan van", "BTGDV"),
    ("ban tuyen giao", "BTG"),
    ("ban chi dao", "BCD"),
    ("so y te", "SYT"),
    ("tram y te", "TYT"),
    ("trung tam y te", "TTYT"),
    ("trung tam kiem soat benh tat", "CDC"),
    ("lien doan lao dong", "LDLD"),
    ("hoi lien hiep phu nu", "HLHPN"),
    ("dang uy", "DU"),
    ("van phong", "VP"),
    ("cong an", "CA"),
];

/// How words inside names are written when the source is all capitals.
pub(super) const CASED: &[(&str, &str)] = &[
    ("y tế", "Y tế"),
    ("ban tuyên giáo", "ban Tuyên giáo"),
    ("dân vận", "Dân vận"),
    ("ban chỉ đạo", "ban Chỉ đạo"),
    ("ban thường vụ", "ban Thường vụ"),
    ("kiểm soát", "Kiểm soát"),
    ("giáo dục và đào tạo", "Giáo dục và Đào tạo"),
    ("mặt trận tổ quốc", "Mặt trận Tổ quốc"),
    ("việt nam", "Việt Nam"),
    ("văn hóa", "Văn hóa"),
    ("xã hội", "xã hội"),
];

/// Words a body's name seems to begin with, but does not.
pub(super) static NOT_BODIES: Phrases = Phrases::new(
    "tổ chức thực hiện | tổ chức triển khai | tổ chức các | phòng, chống | phòng chống | \
     ban hành | hội nghị | trường hợp | báo cáo | bộ phận người | bộ phận dân | đoàn viên | vụ việc | đội ngũ | \
     đội hình | khoa học | hội thảo | hội thi | hội viên | cơ sở vật chất | cơ sở dữ liệu | \
     cơ sở pháp lý | cơ sở thực tiễn | khối lượng | bản tin | khu vực nguy cơ | \
     ngành nghề | bộ tài liệu | bộ câu hỏi | bộ thông điệp | đài thọ | phòng ngừa | \
     phòng bệnh | cấp phát | cấp cứu | văn phòng phẩm | trường lớp | cơ sở nguy cơ",
);
