"""Ways out of a template sandbox that people have published or tried, none of which may do anything here."""

import io
from collections.abc import Callable
from xml.sax.saxutils import escape

from docx import Document

from document_templates.layout import lay_out
from tests.document_templates.making import add_footnotes, part_of, rezipped, saved

_OUT = "__globals__['os'].popen('touch WITNESS').read()"
ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ ()|attr('__class__')|attr('__base__')|attr('__subclasses__')() }}",
    "{{ [].__class__.__base__.__subclasses__()[0] }}",
    "{{ {}.__class__.__bases__[0] }}",
    "{{ (1).__class__ }}",
    "{{ text.__init__.__globals__ }}",
    "{{ items.__reduce__() }}",
    "{{ items.__reduce_ex__(2) }}",
    "{{ obj.__getattribute__('keys') }}",
    "{{ f.__globals__ }}",
    "{{ f.__code__ }}",
    "{{ f.__closure__ }}",
    "{{ f.func_globals.os }}",
    "{{ f().__class__.__mro__ }}",
    "{{ (f|list).gi_frame }}",
    "{{ cycler.__init__." + _OUT + " }}",
    "{{ joiner.__init__." + _OUT + " }}",
    "{{ namespace.__init__." + _OUT + " }}",
    "{{ dict.__base__.__subclasses__() }}",
    "{{ dict.mro() }}",
    "{{ range.__class__ }}",
    "{{ range." + _OUT + " }}",
    "{{ lipsum." + _OUT + " }}",
    "{{ lipsum() }}",
    "{{ self.__init__." + _OUT + " }}",
    "{{ self._TemplateReference__context }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ self._TemplateReference__context.cycler.__init__." + _OUT + " }}",
    "{{ caller.__globals__ }}",
    "{{ config.items() }}",
    "{{ request.application.__globals__ }}",
    "{{ request['application']['__globals__'] }}",
    "{{ url_for." + _OUT + " }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ environment }}",
    "{{ context }}",
    "{{ os.popen('touch WITNESS').read() }}",
    "{{ __import__('os').system('touch WITNESS') }}",
    "{{ open('WITNESS', 'w') }}",
    "{{ eval('1') }}",
    "{{ exec('1') }}",
    "{{ __builtins__ }}",
    "{{ __loader__ }}",
    "{% include 'WITNESS' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends '/etc/passwd' %}",
    "{% for c in [].__class__.__base__.__subclasses__() %}{{ c }}{% endfor %}",
    "{% for k in ''.__class__.__mro__ %}{{ k }}{% endfor %}",
    "{% set x = ''.__class__ %}{{ x }}",
    "{% with a = ''.__class__ %}{{ a }}{% endwith %}",
    "{% if ''.__class__.__mro__ %}x{% endif %}",
    "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{% endmacro %}{{ m._func." + _OUT + " }}",
    "{% for i in items %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for i in items %}{{ loop._undefined }}{% endfor %}",
    "{% for i in items %}{{ loop._recurse }}{% endfor %}",
    "{% set n = namespace() %}{{ n._Namespace__attrs }}",
    "{{ '{0.__class__}'.format(text) }}",
    "{{ '{0.__class__.__mro__}'.format(items) }}",
    "{{ '{a.__class__}'.format_map({'a': text}) }}",
    "{{ ('{0.__class__}' ~ '').format(1) }}",
    "{{ '{0.__init__.__globals__}'.format(f) }}",
    "{% set m = '{0.__class__}'.format %}{{ m(text) }}",
    "{{ items|map(attribute='__class__')|list }}",
    "{{ items|map(attribute='__class__.__mro__')|first }}",
    "{{ items|map('attr', '__class__')|list }}",
    "{{ [text]|groupby('__class__') }}",
    "{{ [text]|sort(attribute='__class__')|map(attribute='__class__')|list }}",
    "{{ [f]|map(attribute='__globals__')|list }}",
    "{{ items|selectattr('__class__')|map('x')|list }}",
    "{{ [text]|sum(attribute='__class__') }}",
    "{{ items.append(2) }}",
    "{{ items.clear() }}",
    "{{ obj.update({'a': 2}) }}",
    "{{ obj.pop('a') }}",
    "{{ obj.setdefault('b', 1) }}",
    "{{ text|safe }}",
    "{{ text|xmlattr }}",
    "{{ text|pprint }}",
    "{{ text|tojson }}",
    "{{ text|urlize }}",
    "{{ text|center(9) }}",
    "{{ text|format(1) }}",
    "{{ text|indent(1) }}",
    "{% debug %}",
    "{% do items.append(1) %}",
    "{% autoescape false %}{{ text.__class__ }}{% endautoescape %}",
    "{{r ''.__class__.__mro__ }}",
]


def _placed(part: str) -> Callable[[str], bytes]:
    """Return a maker of files that differ only in the words of one part."""
    document = Document(io.BytesIO(lay_out(_HERE["word/document.xml"])))
    document.sections[0].header.paragraphs[0].text = _HERE["word/header1.xml"]
    document.sections[0].first_page_header.paragraphs[0].text = _HERE["word/header1.xml"]
    document.core_properties.title = _HERE["docProps/core.xml"]
    add_footnotes(document, _HERE["word/footnotes.xml"])
    base = saved(document)

    def place(payload: str) -> bytes:
        words = part_of(base, part).decode().replace(_HERE[part], escape(payload))
        return rezipped(base, {part: words.encode()})

    return place


_HERE = {name: f"HERE {name} HERE" for name in (
    "word/document.xml", "word/header1.xml", "docProps/core.xml", "word/footnotes.xml"
)}  # fmt: skip
PLACES = {part: _placed(part) for part in _HERE}
