"""Names, drawn without regard to anything else about somebody."""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES: Final = _words(
    """
    Aaron Abigail Adam Aisha Alan Amina Andrew Angela Anwen Arjun Barbara Ben Beth Brian Carol Catrin Chloe
    Daniel Dariusz David Deborah Dylan Eilidh Elaine Emma Esther Farah Fergus Fiona Gareth Gemma George
    Grace Hamish Hannah Harpreet Helen Hugh Ian Imran Irene Jack Jade Janet Jason Jean Joan Joseph Joy Karen
    Kelly Kevin Kofi Laura Leon Linda Lucy Malcolm Margaret Maria Mark Mary Megan Michael Mohammed Molly
    Neil Niamh Nia Nigel Olive Oscar Patricia Paul Peter Priya Rachel Ravi Rhys Robert Rosa Ruth Ryan Sadia
    Sam Sarah Sean Sheila Simon Sofia Steven Susan Tanya Thomas Una Vera Victor Wendy William Yusuf Zara
    Zofia
    """
)
LAST_NAMES: Final = _words(
    """
    Abbott Ahmed Akhtar Alder Appleby Barlow Begum Bevan Birch Brook Burns Cairns Campbell Chandra Clegg
    Cole Cooper Crossley Dalton Davies Dean Dixon Doyle Edwards Ellis Evans Farrow Fletcher Foster Gill
    Grant Greenwood Griffiths Hale Hamid Hardy Holt Hughes Hussain Iqbal James Jones Kaur Kelly Khan
    Kowalski Lane Lewis Lloyd Lowe MacLeod Malik Marsh Mensah Miller Moore Morgan Murphy Nowak Osei Owen
    Parry Patel Pearce Platt Price Quinn Rahman Reed Rees Reid Roberts Rose Shah Sharp Shaw Singh Smith
    Stewart Stone Sutton Taylor Thomas Thorpe Turner Walker Wallace Ward Watson Webb West White Williams
    Wilson Wood Wright Young
    """
)
